package freshet.trainer.stamp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.trainer.neural.Dropout;
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
import java.util.List;
import java.util.Map;

/**
 * STAMP (Liu et al. 2018, sections 3.3 to 3.5) as a neural model. Of a window with the rows x_1 …
 * x_t of E:
 *
 * <pre>
 * m_s = (x_1 + … + x_t) / t
 * α_i = w_0 · σ(W_1 x_i + W_2 x_t + W_3 m_s + b_a)
 * m_a = α_1 x_1 + … + α_t x_t
 * h_s = tanh(W_s m_a + b_s)           h_t = tanh(W_t x_t + b_t)
 * </pre>
 *
 * An item's score is the trilinear product ⟨h_s, h_t, E_v⟩ = E_v · (h_s ⊙ h_t), so that the query
 * is h_s ⊙ h_t; the item bias is added. The paper puts a sigmoid between score and softmax, which
 * bounds all scores to one unit; it is left out. Shapes: W (h, h), b and w_0 (h). Immutable.
 *
 * @param width h, of the item embedding and of both cells
 * @param window most items of a window
 * @param settings what every neural model is told
 */
public record Stamp(int width, int window, NeuralSettings settings) implements WindowModel {
    /** Kind of the bundles that hold it. */
    public static final String KIND = "stamp";

    /** Every setting with its default and range. */
    public static final List<Setting> ALLOWED = NeuralSettings.with(
            List.of(
                    Setting.whole(
                            "width", "hidden units of both cells, and floats of an item's embedding", 100, 1, 4096),
                    Setting.whole("window", "newest items of a session that are read", 50, 1, 1000)),
            Map.of("batch_size", "128", "learning_rate", "0.15"));

    /** What learns a log of some ten thousand events in seconds. */
    public static final Map<String, String> QUICK =
            Map.of("width", "64", "epochs", "4", "n_sample", "256", "batch_size", "32");

    /** Reads settings that have been checked against {@link #ALLOWED}. */
    public static Stamp from(Settings settings) {
        return new Stamp(settings.integer("width"), settings.integer("window"), NeuralSettings.from(settings));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public ObjectNode configuration() {
        return JsonNodeFactory.instance.objectNode().put("width", width).put("window", window);
    }

    @Override
    public Parameters parameters(int items) {
        return StampWeights.zeros(items, width);
    }

    @Override
    public void randomise(Parameters zeros, Glorot glorot) {
        new StampWeights(zeros).randomise(glorot);
    }

    @Override
    public TrainedEncoder<WindowBatches> encoder(Parameters weights, Workspace workspace, EpochRandom random) {
        int batch = settings.batchSize();
        Dropout inputs = new Dropout(settings.dropoutEmbedding(), batch * window, width, random.split());
        Dropout queries = new Dropout(settings.dropoutHidden(), batch, width, random.split());
        return new StampStack(new StampWeights(weights), batch, window, inputs, queries, workspace);
    }

    @Override
    public ReferenceForward reference(Parameters weights) {
        return new WindowForward(
                weights.items(),
                width,
                window,
                workspace ->
                        new StampStack(new StampWeights(weights), 1, window, Dropout.NONE, Dropout.NONE, workspace));
    }

    /**
     * Five products of (h, h) on the way forward and twice as many on the way back; that of W_1 for
     * each row of a window, which is taken to be full.
     */
    @Override
    public double multiplicationsPerEvent() {
        return 3.0 * (4 + window) * width * width;
    }
}
