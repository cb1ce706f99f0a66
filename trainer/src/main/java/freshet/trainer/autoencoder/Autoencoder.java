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
import freshet.trainer.neural.loss.LossSettings.Loss;
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
 * A denoising autoencoder (Vincent et al., "Extracting and Composing Robust Features with Denoising
 * Autoencoders", ICML 2008) over a session's bag of items: {@link BagLayer} makes a hidden layer of
 * a bag from which items are left out, and E·hidden + b gives every item a score. By squared error
 * the score of what was wanted is to be 1 and any other 0.
 *
 * <p>The bag is that of the events before the one that is wanted. Squared error over all V items
 * would cost a step V products of width h per prediction. Here a step takes the batch's targets and
 * n_sample drawn items, each of which counts once, so that what is not wanted weighs less than it
 * would among all items. That also learns better: with logq=1 a drawn item counts 1/Q times, which
 * estimates the sum over all items, and the one wanted item is lost in it. Immutable.
 *
 * @param bag what is told of the bag and the hidden layer
 * @param settings what every neural model is told
 */
public record Autoencoder(Bag bag, NeuralSettings settings) implements WindowModel {
    /** Kind of the bundles that hold it. */
    public static final String KIND = "autoencoder";

    /** Every setting with its default and range. */
    public static final List<Setting> ALLOWED = NeuralSettings.with(
            Stream.concat(
                            Bag.ALLOWED.stream(),
                            Stream.of(NeuralSettings.loss(
                                    Loss.SQUARED_ERROR, List.of(Loss.SQUARED_ERROR, Loss.CROSS_ENTROPY, Loss.BPR_MAX))))
                    .toList(),
            Map.of(
                    "batch_size", "128",
                    "n_sample", "256",
                    "sample_alpha", "0",
                    "logq", "0",
                    "dropout_embedding", "0.2",
                    "dropout_hidden", "0"));

    /** What learns a log of some ten thousand events in seconds. */
    public static final Map<String, String> QUICK =
            Map.of("width", "64", "epochs", "6", "n_sample", "64", "batch_size", "32");

    /** What a search varies if the user does not say. */
    public static final SearchSpace SEARCH = SearchSpace.of(
            KIND,
            ALLOWED,
            Map.ofEntries(
                    Map.entry("width", "64/100/128/192"),
                    Map.entry("embedding", "shared/separate"),
                    Map.entry("decay", "0..0.8:0.1"),
                    Map.entry("noise", "0..0.5:0.1"),
                    Map.entry("batch_size", "32/64/128"),
                    Map.entry("loss", "squared-error/cross-entropy"),
                    Map.entry("learning_rate", "0.02..0.3:log"),
                    Map.entry("momentum", "0..0.5:0.1"),
                    Map.entry("dropout_embedding", "0..0.6:0.05"),
                    Map.entry("dropout_hidden", "0..0.6:0.05"),
                    Map.entry("n_sample", "32/64/256/1024")));

    /** Reads settings that have been checked against {@link #ALLOWED}. */
    public static Autoencoder from(Settings settings) {
        return new Autoencoder(Bag.from(settings), NeuralSettings.from(settings));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public ObjectNode configuration() {
        return bag.configuration();
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
        return bag.zeros(items, List.of());
    }

    @Override
    public void randomise(Parameters zeros, Glorot glorot) {
        bag.randomise(zeros, settings.loss().loss() == Loss.SQUARED_ERROR, glorot);
    }

    @Override
    public TrainedEncoder<WindowBatches> encoder(Parameters weights, Workspace workspace, EpochRandom random) {
        Noises noises = Noises.of(bag, settings, random);
        return new AutoencoderStack(bag, weights, Optional.empty(), settings.batchSize(), noises, workspace);
    }

    @Override
    public ReferenceForward reference(Parameters weights) {
        return new WindowForward(
                weights.items(),
                width(),
                window(),
                workspace -> new AutoencoderStack(bag, weights, Optional.empty(), 1, Noises.NONE, workspace));
    }

    /** None: the encoder has no matrix product. */
    @Override
    public double multiplicationsPerEvent() {
        return 0;
    }
}
