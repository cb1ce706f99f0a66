package freshet.trainer.lru;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.trainer.neural.EpochRandom;
import freshet.trainer.neural.NeuralSettings;
import freshet.trainer.neural.ReferenceForward;
import freshet.trainer.neural.TrainedEncoder;
import freshet.trainer.neural.WindowBatches;
import freshet.trainer.neural.WindowModel;
import freshet.trainer.neural.Workspace;
import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.Parameters;
import freshet.trainer.settings.Setting;
import freshet.trainer.settings.Settings;
import java.util.List;
import java.util.Map;

/**
 * LRURec (Yue et al. 2024) as a neural model: blocks of a linear recurrent unit and a feed-forward
 * network, each with a residual and a layer norm. Of a session with the rows E_1 … E_t:
 *
 * <pre>
 * x_k = norm(E_k)
 * h_k = λ ⊙ h_{k−1} + γ ⊙ x_k B                   λ = exp(−exp(ν) + iθ)
 * y_k = norm(x_k + Re(h_k C))
 * z_k = norm(y_k + max(0, y_k W_1 + b_1) W_2 + b_2)
 * </pre>
 *
 * and z_k is the next block's x_k. The query is the top block's z_t, so that it depends on the
 * states and the last item alone. Shapes: B (d, N) and C (N, d) complex; λ, γ, h (N) with γ and ν
 * real; W_1 (d, f), W_2 (f, d).
 *
 * <p>The paper has a GELU where max is here. It trains on all places of a history at once; a step
 * predicts one item per window here, as SASRec's does and for the same reason. Immutable.
 *
 * @param width d
 * @param state N
 * @param feedForward f
 * @param blocks one upon the other
 * @param window most items of a session that one prediction is learned from
 * @param settings what every neural model is told
 */
public record Lru(int width, int state, int feedForward, int blocks, int window, NeuralSettings settings)
        implements WindowModel {
    /** Kind of the bundles that hold it. */
    public static final String KIND = "lru";

    /** Every setting with its default and range. */
    public static final List<Setting> ALLOWED = NeuralSettings.with(
            List.of(
                    Setting.whole("width", "floats of an item's embedding and of the query", 100, 1, 4096),
                    Setting.whole("state", "complex units of a block's state, two floats each", 48, 1, 4096),
                    Setting.whole("feed_forward", "units inside of a block's feed-forward network", 200, 1, 16384),
                    Setting.whole("blocks", "blocks, one upon the other", 1, 1, 16),
                    Setting.whole(
                            "window", "newest items of a session that a prediction is learned from", 50, 1, 1000)),
            Map.of("batch_size", "128", "learning_rate", "0.05", "dropout_embedding", "0.3"));

    /** What learns a log of some ten thousand events in seconds. */
    public static final Map<String, String> QUICK =
            Map.of("width", "64", "state", "32", "feed_forward", "128", "epochs", "4", "n_sample", "256");

    /** Reads settings that have been checked against {@link #ALLOWED}. */
    public static Lru from(Settings settings) {
        return new Lru(
                settings.integer("width"),
                settings.integer("state"),
                settings.integer("feed_forward"),
                settings.integer("blocks"),
                settings.integer("window"),
                NeuralSettings.from(settings));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public ObjectNode configuration() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("width", width)
                .put("state", state)
                .put("feed_forward", feedForward)
                .put("blocks", blocks);
    }

    @Override
    public WidestRow widestRow() {
        return new WidestRow(
                "the widest of width, 2 × state and feed_forward",
                Math.max(width, Math.max(2 * state, feedForward)),
                ", width, state or feed_forward");
    }

    @Override
    public Parameters parameters(int items) {
        return LruWeights.zeros(items, width, state, feedForward, blocks);
    }

    @Override
    public void randomise(Parameters zeros, Glorot glorot) {
        new LruWeights(zeros, blocks).randomise(glorot);
    }

    @Override
    public TrainedEncoder<WindowBatches> encoder(Parameters weights, Workspace workspace, EpochRandom random) {
        LruDropouts dropouts = LruDropouts.of(this, settings.batchSize(), window, random);
        return new LruStack(new LruWeights(weights, blocks), settings.batchSize(), window, dropouts, workspace);
    }

    @Override
    public ReferenceForward reference(Parameters weights) {
        return new LruForward(new LruWeights(weights, blocks));
    }

    /**
     * B takes each row of a window, which is taken to be full; so does all else but in the top
     * block, where it takes the last row. The way back has twice the products of the way forward.
     */
    @Override
    public double multiplicationsPerEvent() {
        double input = 2.0 * state * width;
        double rest = 2.0 * state * width + 2.0 * feedForward * width;
        return 3 * (blocks * window * input + ((blocks - 1.0) * window + 1) * rest);
    }
}
