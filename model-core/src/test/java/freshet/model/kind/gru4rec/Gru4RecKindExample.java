package freshet.model.kind.gru4rec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.model.kind.KindExample;
import freshet.model.kind.OwnItemJson;
import freshet.model.kind.TinyBundles;
import freshet.model.scoring.OwnItemBias;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * One layer on a shared embedding, also with a bias of own items; two layers on a separate one, and
 * on one-hot items.
 */
public final class Gru4RecKindExample implements KindExample {

    @Override
    public List<ModelBundle> bundles(long seed, int items, int width) {
        return List.of(
                TinyBundles.gru(seed, items, width),
                withOwnItems(TinyBundles.gru(seed, items, width)),
                twoLayers(seed, "separate", items, width),
                twoLayers(seed, "one-hot", items, width));
    }

    private static ModelBundle withOwnItems(ModelBundle bundle) {
        OwnItemBias bias = new OwnItemBias(new float[] {-1.5f, 0.75f}, new float[] {0.5f, -0.25f});
        return TinyBundles.of(
                "gru4rec",
                OwnItemJson.with(bundle.configuration(), bias),
                bundle.vocabulary().size(),
                bundle.weights());
    }

    private static ModelBundle twoLayers(long seed, String embedding, int items, int width) {
        Random random = new Random(seed);
        boolean separate = embedding.equals("separate");
        int lower = width + 1;
        Map<String, Tensor> weights = new TreeMap<>();
        weights.put("item.embedding", TinyBundles.gaussians(random, items, width));
        weights.put("item.bias", TinyBundles.gaussians(random, items));
        if (separate) {
            weights.put("item.input", TinyBundles.gaussians(random, items, width + 2));
        }
        weights.put("gru.0.input", TinyBundles.gaussians(random, separate ? width + 2 : items, 3 * lower));
        weights.put("gru.0.recurrent", TinyBundles.gaussians(random, lower, 3 * lower));
        weights.put("gru.0.bias", TinyBundles.gaussians(random, 3 * lower));
        weights.put("gru.1.input", TinyBundles.gaussians(random, lower, 3 * width));
        weights.put("gru.1.recurrent", TinyBundles.gaussians(random, width, 3 * width));
        weights.put("gru.1.bias", TinyBundles.gaussians(random, 3 * width));
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        configuration
                .put("embedding", embedding)
                .put("gru", "reset-before")
                .putArray("layers")
                .add(lower)
                .add(width);
        if (separate) {
            configuration.put("embedding_width", width + 2);
        }
        return TinyBundles.of("gru4rec", configuration, items, weights);
    }
}
