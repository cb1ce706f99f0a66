package freshet.model.kind.sasrec;

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

/** Two blocks over a long window, one over a short one. */
public final class SasRecKindExample implements KindExample {

    @Override
    public List<ModelBundle> bundles(long seed, int items, int width) {
        return List.of(bundle(seed, items, width, 2, 50), bundle(seed, items, width, 1, 3));
    }

    private static ModelBundle bundle(long seed, int items, int width, int blocks, int window) {
        Random random = new Random(seed);
        Map<String, Tensor> weights = new TreeMap<>();
        weights.put("item.embedding", TinyBundles.gaussians(random, items, width));
        weights.put("item.bias", TinyBundles.gaussians(random, items));
        weights.put("sasrec.position", TinyBundles.gaussians(random, window, width));
        for (int block = 0; block < blocks; block++) {
            String name = "sasrec." + block;
            putNorm(name + ".attention.norm", random, width, weights);
            for (String matrix : List.of("query", "key", "value")) {
                weights.put(name + ".attention." + matrix, TinyBundles.gaussians(random, width, width));
            }
            putNorm(name + ".forward.norm", random, width, weights);
            for (String layer : List.of("inner", "outer")) {
                weights.put(name + ".forward." + layer, TinyBundles.gaussians(random, width, width));
                weights.put(name + ".forward." + layer + ".bias", TinyBundles.gaussians(random, width));
            }
        }
        putNorm("sasrec.norm", random, width, weights);
        ObjectNode configuration = JsonNodeFactory.instance
                .objectNode()
                .put("width", width)
                .put("blocks", blocks)
                .put("window", window);
        return TinyBundles.of("sasrec", configuration, items, weights);
    }

    private static void putNorm(String name, Random random, int width, Map<String, Tensor> weights) {
        weights.put(name + ".gain", TinyBundles.gaussians(random, width));
        weights.put(name + ".bias", TinyBundles.gaussians(random, width));
    }
}
