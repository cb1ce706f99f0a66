package freshet.model.kind.autoencoder;

import freshet.model.bundle.ModelBundle;
import freshet.model.bundle.Tensor;
import freshet.model.kind.KindExample;
import freshet.model.kind.TinyBundles;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A latent vector narrower than the hidden layers, and a wider one. */
public final class MultVaeKindExample implements KindExample {

    @Override
    public List<ModelBundle> bundles(long seed, int items, int width) {
        return List.of(
                bundle(seed, items, width, 3, "shared", 50, 0),
                bundle(seed, items, width, width + 5, "separate", 3, 0.25));
    }

    private static ModelBundle bundle(
            long seed, int items, int width, int latent, String embedding, int window, double decay) {
        Random random = new Random(seed);
        Map<String, Tensor> weights = new TreeMap<>();
        BagBundles.put(random, items, width, embedding, weights);
        for (String name : List.of("latent.mean", "latent.variance")) {
            weights.put(name + ".weight", TinyBundles.gaussians(random, width, latent));
            weights.put(name + ".bias", TinyBundles.gaussians(random, latent));
        }
        weights.put("decoder.weight", TinyBundles.gaussians(random, latent, width));
        weights.put("decoder.bias", TinyBundles.gaussians(random, width));
        return TinyBundles.of(
                "mult-vae",
                BagBundles.configuration(width, embedding, window, decay).put("latent", latent),
                items,
                weights);
    }
}
