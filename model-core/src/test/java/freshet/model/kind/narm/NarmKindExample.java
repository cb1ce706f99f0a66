package freshet.model.kind.narm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.model.kind.KindExample;
import freshet.model.kind.TinyBundles;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** More units than floats in a row with a long window, and fewer with a short one. */
public final class NarmKindExample implements KindExample {

    @Override
    public List<ModelBundle> bundles(long seed, int items, int width) {
        return List.of(bundle(seed, items, width, width + 1, 50), bundle(seed, items, width, width - 2, 3));
    }

    private static ModelBundle bundle(long seed, int items, int width, int units, int window) {
        Random random = new Random(seed);
        Map<String, Tensor> weights = new TreeMap<>();
        weights.put("item.embedding", TinyBundles.gaussians(random, items, width));
        weights.put("item.bias", TinyBundles.gaussians(random, items));
        weights.put("narm.gru.input", TinyBundles.gaussians(random, width, 3 * units));
        weights.put("narm.gru.recurrent", TinyBundles.gaussians(random, units, 3 * units));
        weights.put("narm.gru.bias", TinyBundles.gaussians(random, 3 * units));
        weights.put("narm.attention.item", TinyBundles.gaussians(random, units, units));
        weights.put("narm.attention.last", TinyBundles.gaussians(random, units, units));
        weights.put("narm.attention.weight", TinyBundles.gaussians(random, units));
        weights.put("narm.decoder", TinyBundles.gaussians(random, 2 * units, width));
        ObjectNode configuration = JsonNodeFactory.instance
                .objectNode()
                .put("width", width)
                .put("units", units)
                .put("gru", "reset-before")
                .put("window", window);
        return TinyBundles.of("narm", configuration, items, weights);
    }
}
