package freshet.model.kind.factors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.model.kind.TinyBundles;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Bundles with random weights, without decay and with it. */
final class FactorBundles {
    private FactorBundles() {}

    static List<ModelBundle> of(String kind, long seed, int items, int width) {
        Random random = new Random(seed);
        Map<String, Tensor> weights = Map.of(
                "item.embedding", TinyBundles.gaussians(random, items, width),
                "item.bias", TinyBundles.gaussians(random, items),
                "item.input", TinyBundles.gaussians(random, items, width));
        return List.of(bundle(kind, items, width, 0, weights), bundle(kind, items, width, 0.25, weights));
    }

    static ModelBundle bundle(String kind, int items, int width, double decay, Map<String, Tensor> weights) {
        return TinyBundles.of(
                kind, JsonNodeFactory.instance.objectNode().put("width", width).put("decay", decay), items, weights);
    }
}
