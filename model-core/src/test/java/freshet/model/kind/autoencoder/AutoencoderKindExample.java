package freshet.model.kind.autoencoder;

import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.model.kind.KindExample;
import freshet.model.kind.TinyBundles;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Tied weights over a long window, and others over a short one that decays. */
public final class AutoencoderKindExample implements KindExample {

    @Override
    public List<ModelBundle> bundles(long seed, int items, int width) {
        return List.of(bundle(seed, items, width, "shared", 50, 0), bundle(seed, items, width, "separate", 3, 0.25));
    }

    private static ModelBundle bundle(long seed, int items, int width, String embedding, int window, double decay) {
        Map<String, Tensor> weights = new TreeMap<>();
        BagBundles.put(new Random(seed), items, width, embedding, weights);
        return TinyBundles.of("autoencoder", BagBundles.configuration(width, embedding, window, decay), items, weights);
    }
}
