package freshet.model.kind.autoencoder;

import freshet.model.NextItemModel;
import freshet.model.arithmetic.Arithmetic;
import freshet.model.bundle.BundleOutline;
import freshet.model.bundle.ModelBundle;
import freshet.model.encoder.EncoderModel;
import freshet.model.encoder.dense.Activation;
import freshet.model.encoder.dense.DenseLayer;
import freshet.model.kind.ItemTensors;
import freshet.model.kind.MemoryNeed;
import freshet.model.kind.ModelKind;
import freshet.model.scoring.ItemHead;
import java.util.List;

/**
 * Mult-VAE (Liang, Krishnan, Hoffman, Jebara, "Variational Autoencoders for Collaborative
 * Filtering", WWW 2018) over a session's bag of items. Served is the mean of the latent vector:
 *
 * <pre>
 * μ     = hidden W_μ + b_μ
 * query = tanh(μ W_d + b_d)
 * </pre>
 *
 * with the hidden layer of {@link BagNetworkEncoder}. In a bundle, beside what {@link
 * AutoencoderKind} lists:
 *
 * <ul>
 *   <li>configuration {@code latent}: k, of the latent vector
 *   <li>{@code latent.mean.weight} (h, k), {@code latent.mean.bias} (k); {@code
 *       latent.variance.weight}, {@code .bias}, of log σ², of the same shapes, are for training
 *   <li>{@code decoder.weight} (k, h), {@code decoder.bias} (h)
 * </ul>
 */
public final class MultVaeKind implements ModelKind {
    private static final List<String> PACKED = List.of("latent.", "decoder.");
    private static final int PACKED_COPIES = 2; // packed, their columns padded

    @Override
    public String name() {
        return "mult-vae";
    }

    @Override
    public MemoryNeed memoryNeed(BundleOutline bundle, Arithmetic arithmetic) {
        long layers = PACKED.stream().mapToLong(bundle::bytes).sum();
        return MemoryNeed.ofEveryModel(bundle)
                .withItemHead(ItemTensors.width(bundle), arithmetic)
                .withHeap(PACKED_COPIES * layers);
    }

    @Override
    public NextItemModel build(ModelBundle bundle, Arithmetic arithmetic) {
        BagTensors bag = new BagTensors(bundle, arithmetic);
        int h = bag.width;
        int k = bag.tensors.setting("latent");
        double hidden = h * BagTensors.LARGEST_HIDDEN;
        DenseLayer mean = bag.layer("latent.mean", h, k, hidden, Activation.IDENTITY);
        bag.layer("latent.variance", h, k, hidden, Activation.IDENTITY); // as sound as the others
        DenseLayer decoder = bag.layer("decoder", k, h, latent(bag, h, k), Activation.TANH);
        BagNetworkEncoder encoder =
                bag.encoder(List.of(mean, decoder), List.of(bag.bias("latent.mean", k), bag.bias("decoder", h)));
        ItemHead head = ItemTensors.head(bag.tensors, bundle.vocabulary().size(), h, BagTensors.LARGEST_HIDDEN);
        return new EncoderModel(bundle.vocabulary(), encoder, head, arithmetic.scoring(head));
    }

    /** The largest Σ |μ|. */
    private static double latent(BagTensors bag, int h, int k) {
        double sum = 0;
        for (float weight : bag.tensors.floats("latent.mean.weight", h, k)) {
            sum += Math.abs(weight) * BagTensors.LARGEST_HIDDEN;
        }
        for (float bias : bag.bias("latent.mean", k)) {
            sum += Math.abs(bias);
        }
        return sum;
    }
}
