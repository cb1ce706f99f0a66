package freshet.trainer.autoencoder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.trainer.neural.EpochRandom;
import freshet.trainer.neural.NeuralSettings;
import freshet.trainer.neural.ReferenceForward;
import freshet.trainer.neural.TrainedEncoder;
import freshet.trainer.neural.WindowBatches;
import freshet.trainer.neural.WindowForward;
import freshet.trainer.neural.WindowModel;
import freshet.trainer.neural.Workspace;
import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.Parameters;
import freshet.trainer.settings.Setting;
import freshet.trainer.settings.Settings;
import freshet.trainer.tuning.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Mult-VAE (Liang, Krishnan, Hoffman, Jebara, "Variational Autoencoders for Collaborative
 * Filtering", WWW 2018) over a session's bag of items. {@link BagLayer} makes a hidden layer of the
 * bag, and above it
 *
 * <pre>
 * μ = hidden W_μ + b_μ        log σ² = hidden W_σ + b_σ        z = μ + σ ⊙ ε,  ε ~ N(0, I)
 * query = tanh(z W_d + b_d)
 * </pre>
 *
 * An item's score is E·query + b; the multinomial likelihood is the softmax of the scores, and β
 * times KL(N(μ, σ²) ‖ N(0, I)) = −½ Σ (1 + log σ² − μ² − σ²) is added to its cross-entropy. β rises
 * by the same step from 0 in the first epoch to its full value. Outside of training z is μ.
 *
 * <p>The bag is that of the events before the one that is wanted, where the paper's likelihood is
 * that of the bag itself. Immutable.
 *
 * @param bag what is told of the bag and the hidden layer
 * @param latent k
 * @param beta full weight of the KL term
 * @param annealing epochs after which β has its full value; 0 from the first on
 * @param settings what every neural model is told
 */
public record MultVae(Bag bag, int latent, float beta, int annealing, NeuralSettings settings) implements WindowModel {
    /** Kind of the bundles that hold it. */
    public static final String KIND = "mult-vae";

    /** Every setting with its default and range. */
    public static final List<Setting> ALLOWED = NeuralSettings.with(
            Stream.concat(
                            Bag.ALLOWED.stream(),
                            Stream.of(
                                    Setting.whole("latent", "numbers of the latent vector", 64, 1, 4096),
                                    Setting.real("beta", "full weight of the KL term", 0.02, 0, 10),
                                    Setting.whole(
                                            "annealing",
                                            "epochs after which the KL term has its full weight; 0: from the first on",
                                            5,
                                            0,
                                            10_000)))
                    .toList(),
            Map.of("batch_size", "128", "dropout_hidden", "0"));

    /** What learns a log of some ten thousand events in seconds. */
    public static final Map<String, String> QUICK =
            Map.of("width", "64", "latent", "32", "epochs", "6", "n_sample", "256", "batch_size", "32");

    /** What a search varies if the user does not say. */
    public static final SearchSpace SEARCH = SearchSpace.of(
            KIND,
            ALLOWED,
            Map.ofEntries(
                    Map.entry("width", "64/100/128/192"),
                    Map.entry("latent", "32/64/100"),
                    Map.entry("beta", "0..0.2:0.02"),
                    Map.entry("embedding", "shared/separate"),
                    Map.entry("decay", "0..0.8:0.1"),
                    Map.entry("noise", "0..0.5:0.1"),
                    Map.entry("batch_size", "32/64/128"),
                    Map.entry("label_smoothing", "0..0.4:0.1"),
                    Map.entry("learning_rate", "0.02..0.3:log"),
                    Map.entry("dropout_embedding", "0..0.6:0.05"),
                    Map.entry("dropout_hidden", "0..0.6:0.05"),
                    Map.entry("sample_alpha", "0..1:0.25")));

    /** Reads settings that have been checked against {@link #ALLOWED}. */
    public static MultVae from(Settings settings) {
        return new MultVae(
                Bag.from(settings),
                settings.integer("latent"),
                settings.real("beta"),
                settings.integer("annealing"),
                NeuralSettings.from(settings));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public ObjectNode configuration() {
        return bag.configuration().put("latent", latent);
    }

    @Override
    public int width() {
        return bag.width();
    }

    @Override
    public int window() {
        return bag.window();
    }

    @Override
    public Parameters parameters(int items) {
        return bag.zeros(items, Latent.zeros(bag.width(), latent));
    }

    @Override
    public void randomise(Parameters zeros, Glorot glorot) {
        bag.randomise(zeros, false, glorot);
        Latent.randomise(zeros, glorot);
    }

    /** β in an epoch, from 1. */
    float beta(int epoch) {
        return annealing == 0 ? beta : beta * Math.min(1f, (epoch - 1f) / annealing);
    }

    @Override
    public TrainedEncoder<WindowBatches> encoder(Parameters weights, Workspace workspace, EpochRandom random) {
        Noises noises = Noises.of(bag, settings, random);
        int batch = settings.batchSize();
        Latent above = new Latent(
                weights,
                batch,
                beta(random.epoch()),
                Optional.of(new Gaussians(batch, latent, random.split())),
                workspace);
        return new AutoencoderStack(bag, weights, Optional.of(above), batch, noises, workspace);
    }

    @Override
    public ReferenceForward reference(Parameters weights) {
        return new WindowForward(weights.items(), width(), window(), workspace -> {
            Latent above = new Latent(weights, 1, 0, Optional.empty(), workspace);
            return new AutoencoderStack(bag, weights, Optional.of(above), 1, Noises.NONE, workspace);
        });
    }

    /** Three products of (h, k) on the way forward and twice as many on the way back. */
    @Override
    public double multiplicationsPerEvent() {
        return 9.0 * bag.width() * latent;
    }
}
