package freshet.model.kind.autoencoder;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.Tensor;
import freshet.model.kind.TinyBundles;
import java.util.Map;
import java.util.Random;

/** What the examples of both autoencoders have in common. */
final class BagBundles {
    private BagBundles() {}

    static ObjectNode configuration(int width, String embedding, int window, double decay) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("width", width)
                .put("embedding", embedding)
                .put("window", window)
                .put("decay", decay);
    }

    /** Puts the tensors of the hidden layer and of the item head. */
    static void put(Random random, int items, int width, String embedding, Map<String, Tensor> weights) {
        weights.put("item.embedding", TinyBundles.gaussians(random, items, width));
        weights.put("item.bias", TinyBundles.gaussians(random, items));
        if (embedding.equals("separate")) {
            weights.put("item.input", TinyBundles.gaussians(random, items, width));
        }
        weights.put("encoder.bias", TinyBundles.gaussians(random, width));
    }
}
