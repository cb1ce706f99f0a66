package freshet.model.kind.stamp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.model.kind.KindExample;
import freshet.model.kind.TinyBundles;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A window longer than the sessions of the tests, and a shorter one. */
public final class StampKindExample implements KindExample {

    @Override
    public List<ModelBundle> bundles(long seed, int items, int width) {
        return List.of(bundle(seed, items, width, 50), bundle(seed, items, width, 3));
    }

    static ModelBundle bundle(long seed, int items, int width, int window) {
        Random random = new Random(seed);
        Map<String, Tensor> weights = new TreeMap<>();
        weights.put("item.embedding", TinyBundles.gaussians(random, items, width));
        weights.put("item.bias", TinyBundles.gaussians(random, items));
        for (String name :
                List.of("attention.item", "attention.last", "attention.mean", "memory.weight", "last.weight")) {
            weights.put("stamp." + name, TinyBundles.gaussians(random, width, width));
        }
        for (String name : List.of("attention.bias", "attention.weight", "memory.bias", "last.bias")) {
            weights.put("stamp." + name, TinyBundles.gaussians(random, width));
        }
        return TinyBundles.of(
                "stamp",
                JsonNodeFactory.instance.objectNode().put("width", width).put("window", window),
                items,
                weights);
    }
}
