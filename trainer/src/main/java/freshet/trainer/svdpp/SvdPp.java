package freshet.trainer.svdpp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.trainer.neural.BagForward;
import freshet.trainer.neural.Dropout;
import freshet.trainer.neural.EpochRandom;
import freshet.trainer.neural.NeuralSettings;
import freshet.trainer.neural.ReferenceForward;
import freshet.trainer.neural.TrainedEncoder;
import freshet.trainer.neural.WindowBatches;
import freshet.trainer.neural.WindowModel;
import freshet.trainer.neural.Workspace;
import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import freshet.trainer.settings.Setting;
import freshet.trainer.settings.Settings;
import freshet.trainer.tuning.SearchSpace;
import java.util.List;
import java.util.Map;

/**
 * SVD++ (Koren 2008, section 4) for sessions. An item has a factor p_i (h), a bias b_i and an
 * implicit factor y_i (h). Nobody is known beside the session N, so that its vector is that of the
 * implicit feedback alone:
 *
 * <pre>
 *   score(i | N) = b_i + p_i · |N|^(−1/2) Σ_{j ∈ N} y_j
 * </pre>
 *
 * <p>N has an element for each event of the window. With a decay, an event weighs (1 − decay)^n, n
 * events before the newest, and |N| is the sum of the weights. The paper fits ratings by squared
 * error; here nothing is rated, and the losses are those of every neural model. Immutable.
 *
 * @param width h
 * @param window most events of N
 * @param decay share of its weight that an event loses with each later one
 * @param settings what every neural model is told
 */
public record SvdPp(int width, int window, float decay, NeuralSettings settings) implements WindowModel {
    /** Kind of the bundles that hold it. */
    public static final String KIND = "svdpp";

    /** Every setting with its default and range. */
    public static final List<Setting> ALLOWED = NeuralSettings.with(
            List.of(
                    Setting.whole("width", "numbers of an item's factor, and of its implicit one", 100, 1, 4096),
                    Setting.whole("window", "newest events of a session that are learned from", 50, 1, 1000),
                    Setting.real("decay", "share of its weight that an event loses with each later one", 0.5, 0, 0.99)),
            Map.of("batch_size", "128"));

    /** What learns a log of some ten thousand events in seconds. */
    public static final Map<String, String> QUICK =
            Map.of("width", "64", "epochs", "4", "n_sample", "256", "batch_size", "32");

    /** What a search varies if the user does not say. */
    public static final SearchSpace SEARCH = SearchSpace.of(
            KIND,
            ALLOWED,
            Map.ofEntries(
                    Map.entry("width", "64/100/128/192"),
                    Map.entry("decay", "0..0.9:0.1"),
                    Map.entry("batch_size", "32/64/128"),
                    Map.entry("loss", "cross-entropy/bpr-max"),
                    Map.entry("label_smoothing", "0..0.4:0.1"),
                    Map.entry("learning_rate", "0.03..0.3:log"),
                    Map.entry("momentum", "0..0.5:0.1"),
                    Map.entry("dropout_embedding", "0..0.6:0.05"),
                    Map.entry("dropout_hidden", "0..0.6:0.05"),
                    Map.entry("sample_alpha", "0..1:0.25")));

    static final String INPUT = "item.input";

    /** Reads settings that have been checked against {@link #ALLOWED}. */
    public static SvdPp from(Settings settings) {
        return new SvdPp(
                settings.integer("width"),
                settings.integer("window"),
                settings.real("decay"),
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
                .put("decay", Double.parseDouble(Float.toString(decay)));
    }

    @Override
    public Parameters parameters(int items) {
        return Parameters.of(items, width, List.of(Parameter.table(INPUT, items, width)));
    }

    @Override
    public void randomise(Parameters zeros, Glorot glorot) {
        glorot.fill(zeros.embedding(), width, width);
        glorot.fill(zeros.get(INPUT).values(), width, width);
    }

    @Override
    public TrainedEncoder<WindowBatches> encoder(Parameters weights, Workspace workspace, EpochRandom random) {
        int batch = settings.batchSize();
        Dropout inputs = new Dropout(settings.dropoutEmbedding(), batch * window, width, random.split());
        Dropout queries = new Dropout(settings.dropoutHidden(), batch, width, random.split());
        return new FactorSum(weights.get(INPUT), batch, window, decay, inputs, queries, workspace);
    }

    @Override
    public ReferenceForward reference(Parameters weights) {
        return new BagForward(weights.get(INPUT), decay, Math::sqrt);
    }

    /** None: the encoder has no matrix product. */
    @Override
    public double multiplicationsPerEvent() {
        return 0;
    }
}
