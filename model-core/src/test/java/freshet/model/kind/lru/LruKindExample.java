package freshet.model.kind.lru;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.model.kind.KindExample;
import freshet.model.kind.TinyBundles;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** One block and two. */
public final class LruKindExample implements KindExample {

    @Override
    public List<ModelBundle> bundles(long seed, int items, int width) {
        return List.of(bundle(seed, items, width, 1), bundle(seed, items, width, 2));
    }

    static ModelBundle bundle(long seed, int items, int d, int blocks) {
        Random random = new Random(seed);
        int state = d + 1;
        int feedForward = 2 * d;
        Map<String, Tensor> weights = new TreeMap<>();
        weights.put("item.embedding", TinyBundles.gaussians(random, items, d));
        weights.put("item.bias", TinyBundles.gaussians(random, items));
        put(weights, random, "lru.norm.", d, "gain", "bias");
        for (int block = 0; block < blocks; block++) {
            String name = "lru." + block + ".";
            put(weights, random, name, state, "nu", "theta", "gamma");
            put(weights, random, name, d, "norm.gain", "norm.bias", "outer.bias", "last.norm.gain", "last.norm.bias");
            put(weights, random, name, feedForward, "inner.bias");
            weights.put(name + "input", TinyBundles.gaussians(random, d, 2 * state));
            weights.put(name + "output", TinyBundles.gaussians(random, 2 * state, d));
            weights.put(name + "inner", TinyBundles.gaussians(random, d, feedForward));
            weights.put(name + "outer", TinyBundles.gaussians(random, feedForward, d));
        }
        return TinyBundles.of(
                "lru",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("width", d)
                        .put("state", state)
                        .put("feed_forward", feedForward)
                        .put("blocks", blocks),
                items,
                weights);
    }

    private static void put(Map<String, Tensor> weights, Random random, String prefix, int length, String... names) {
        for (String name : names) {
            weights.put(prefix + name, TinyBundles.gaussians(random, length));
        }
    }
}
