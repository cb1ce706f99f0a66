package freshet.trainer.narm;

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
 * NARM (Li et al. 2017, sections 3.3 to 3.5) as a neural model. Of a window with the rows x_1 … x_t
 * of E:
 *
 * <pre>
 * h_j = GRU(x_j, h_j−1), h_0 = 0
 * α_j = v · σ(A_1 h_t + A_2 h_j)
 * c   = [h_t ; α_1 h_1 + … + α_t h_t]
 * </pre>
 *
 * An item's score is E_v · (B c), so that the query is B c; the item bias is added. Shapes: A
 * (h, h), v (h), c (2h), B (d, 2h); the GRU's are those of
 * {@link freshet.trainer.neural.recurrent.TrainedGruLayer}. Immutable.
 *
 * @param width d, of an item's embedding
 * @param units h, of the GRU
 * @param window most items of a window
 * @param settings what every neural model is told
 */
public record Narm(int width, int units, int window, NeuralSettings settings) implements WindowModel {
    /** Kind of the bundles that hold it. */
    public static final String KIND = "narm";

    /** Every setting with its default and range. */
    public static final List<Setting> ALLOWED = NeuralSettings.with(
            List.of(
                    Setting.whole("width", "floats of an item's embedding", 100, 1, 4096),
                    Setting.whole("units", "hidden units of the GRU", 100, 1, 4096),
                    Setting.whole("window", "newest items of a session that are read", 50, 1, 1000)),
            Map.of("learning_rate", "0.05"));

    /** What learns a log of some ten thousand events in seconds. */
    public static final Map<String, String> QUICK =
            Map.of("width", "48", "units", "48", "epochs", "4", "n_sample", "256");

    /** Reads settings that have been checked against {@link #ALLOWED}. */
    public static Narm from(Settings settings) {
        return new Narm(
                settings.integer("width"),
                settings.integer("units"),
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
                .put("units", units)
                .put("gru", "reset-before")
                .put("window", window);
    }

    @Override
    public WidestRow widestRow() {
        return new WidestRow("the larger of width and 2 × units", Math.max(width, 2 * units), ", width or units");
    }

    @Override
    public Parameters parameters(int items) {
        return NarmWeights.zeros(items, width, units);
    }

    @Override
    public void randomise(Parameters zeros, Glorot glorot) {
        new NarmWeights(zeros, units).randomise(glorot);
    }

    @Override
    public TrainedEncoder<WindowBatches> encoder(Parameters weights, Workspace workspace, EpochRandom random) {
        int batch = settings.batchSize();
        Dropout inputs = new Dropout(settings.dropoutEmbedding(), batch * window, width, random.split());
        Dropout context = new Dropout(settings.dropoutHidden(), batch, 2 * units, random.split());
        return new NarmStack(new NarmWeights(weights, units), batch, window, inputs, context, workspace);
    }

    @Override
    public ReferenceForward reference(Parameters weights) {
        return new WindowForward(
                weights.items(),
                width,
                window,
                workspace -> new NarmStack(
                        new NarmWeights(weights, units), 1, window, Dropout.NONE, Dropout.NONE, workspace));
    }

    /**
     * For each row of a window, which is taken to be full, the GRU's three blocks of (d, h) and
     * (h, h) and the attention's one; then the attention's other one and B. Twice as many on the
     * way back.
     */
    @Override
    public double multiplicationsPerEvent() {
        double row = 3.0 * units * (width + units) + (double) units * units;
        return 3 * (window * row + (double) units * units + 2.0 * units * width);
    }
}
