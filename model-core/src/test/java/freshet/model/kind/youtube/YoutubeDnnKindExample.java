package freshet.model.kind.youtube;

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

/**
 * Each context; one layer over the shared embedding, two over a separate one with a short window.
 */
public final class YoutubeDnnKindExample implements KindExample {
    private static final int CONTEXT = 2;

    @Override
    public List<ModelBundle> bundles(long seed, int items, int width) {
        return List.of(
                bundle(seed, items, "shared", "all", 50, 0, width),
                bundle(seed, items, "separate", "time", 3, 0.25, 2 * width, width),
                bundle(seed, items, "shared", "age", 50, 0.25, width),
                bundle(seed, items, "shared", "none", 50, 0, width, width));
    }

    static ModelBundle bundle(
            long seed, int items, String embedding, String context, int window, double decay, int... layers) {
        Random random = new Random(seed);
        int h = layers[layers.length - 1];
        Map<String, Tensor> weights = new TreeMap<>();
        weights.put("item.embedding", TinyBundles.gaussians(random, items, h));
        weights.put("item.bias", TinyBundles.gaussians(random, items));
        if (embedding.equals("separate")) {
            weights.put("item.input", TinyBundles.gaussians(random, items, h));
        }
        boolean timed = context.equals("all") || context.equals("time");
        boolean aged = context.equals("all") || context.equals("age");
        ObjectNode configuration = JsonNodeFactory.instance
                .objectNode()
                .put("embedding", embedding)
                .put("window", window)
                .put("decay", decay)
                .put("context", context);
        if (timed) {
            weights.put("context.hour", TinyBundles.gaussians(random, 24, CONTEXT));
            weights.put("context.weekday", TinyBundles.gaussians(random, 7, CONTEXT));
            configuration.put("context_width", CONTEXT);
        }
        int below = h + (timed ? 2 * CONTEXT : 0) + (aged ? 3 : 0);
        for (int n = 0; n < layers.length; n++) {
            weights.put("tower." + n + ".weight", TinyBundles.gaussians(random, below, layers[n]));
            weights.put("tower." + n + ".bias", TinyBundles.gaussians(random, layers[n]));
            below = layers[n];
        }
        for (int width : layers) {
            configuration.withArray("layers").add(width);
        }
        return TinyBundles.of("youtube-dnn", configuration, items, weights);
    }
}
