package freshet.trainer.youtube;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.kind.youtube.YoutubeDnnKind;
import freshet.trainer.TrainingData;
import freshet.trainer.neural.ArrayBound;
import freshet.trainer.neural.EpochRandom;
import freshet.trainer.neural.NeuralModel;
import freshet.trainer.neural.NeuralSettings;
import freshet.trainer.neural.ReferenceForward;
import freshet.trainer.neural.TrainedEncoder;
import freshet.trainer.neural.WindowBatches;
import freshet.trainer.neural.Workspace;
import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.Parameters;
import freshet.trainer.settings.Setting;
import freshet.trainer.settings.SettingValues;
import freshet.trainer.settings.Settings;
import java.util.List;
import java.util.Map;

/**
 * The network that generates candidates in Covington, Adams, Sargin, "Deep Neural Networks for
 * YouTube Recommendations", RecSys 2016, section 3, as a neural model. Of a window with the rows
 * x_1 … x_t of the input table, its newest event's hour and weekday in UTC, and its age a:
 *
 * <pre>
 * m     = Σ_i w_i x_i / Σ_i w_i        w_i = (1 − decay)^(t − i)
 * query = relu(… relu([m | H_hour | D_weekday | a | a² | √a] W_0 + b_0) … W_n + b_n)
 * </pre>
 *
 * An item's score is E·query + b. The age is a share of the time that the data span, 0 for the
 * newest event; served sessions have 0 (section 3.3 of the paper). Its square and root are there
 * because section 4.1 adds them to numbers that go into a network. The paper's mean has no decay.
 * Context is off by default: on logs of a week and of a month it costs recall. Immutable.
 *
 * @param layers widths of the tower, lowest first; the last one is h, of E and of the input table
 * @param embedding what represents an item in the mean
 * @param window most items of a window
 * @param decay share of its weight that an item loses with each later one
 * @param context what is known beside the items
 * @param contextWidth c, of a row of H and of D
 * @param settings what every neural model is told
 */
public record YoutubeDnn(
        List<Integer> layers,
        Embedding embedding,
        int window,
        float decay,
        Context context,
        int contextWidth,
        NeuralSettings settings)
        implements NeuralModel<WindowBatches> {

    /** What represents an item in the mean. */
    public enum Embedding {
        /** The row that scores the item at the output as well. */
        SHARED,
        /** A row of its own. */
        SEPARATE
    }

    /** What is known of a window beside its items. */
    public enum Context {
        /** Nothing. */
        NONE,
        /** How old the example is. */
        AGE,
        /** Hour and weekday. */
        TIME,
        /** All of it. */
        ALL;

        boolean hasAge() {
            return this == AGE || this == ALL;
        }

        boolean hasTime() {
            return this == TIME || this == ALL;
        }
    }

    /** Kind of the bundles that hold it. */
    public static final String KIND = "youtube-dnn";

    /** Every setting with its default and range. */
    public static final List<Setting> ALLOWED = NeuralSettings.with(
            List.of(
                    Setting.wholes(
                            "layers",
                            "units of each layer, lowest first; the last is the width of an item",
                            100,
                            1,
                            4096),
                    Setting.choice("embedding", "what represents an item in the mean of the window", Embedding.SHARED),
                    Setting.whole("window", "newest items of a session that are read", 50, 1, 1000),
                    Setting.real(
                            "decay",
                            "share of its weight that an item of the mean loses with each later one",
                            0.5,
                            0,
                            0.99),
                    Setting.choice(
                            "context",
                            "what is read beside the items: time is hour and weekday in UTC, age that of the example",
                            Context.NONE),
                    Setting.whole("context_width", "numbers for an hour, and for a weekday", 8, 1, 256)),
            Map.of("batch_size", "128"));

    /** What learns a log of some ten thousand events in seconds. */
    public static final Map<String, String> QUICK =
            Map.of("layers", "64", "epochs", "4", "n_sample", "256", "batch_size", "32");

    /** Reads settings that have been checked against {@link #ALLOWED}. */
    public static YoutubeDnn from(Settings settings) {
        return new YoutubeDnn(
                settings.integers("layers"),
                settings.choice("embedding", Embedding.class),
                settings.integer("window"),
                settings.real("decay"),
                settings.choice("context", Context.class),
                settings.integer("context_width"),
                NeuralSettings.from(settings));
    }

    /** h. */
    int width() {
        return layers.get(layers.size() - 1);
    }

    /** c, or 0 where hour and weekday are not read. */
    int timeWidth() {
        return context.hasTime() ? contextWidth : 0;
    }

    /** d, what the lowest layer takes: items, then hour and weekday, then ages. */
    int inputWidth() {
        return width() + 2 * timeWidth() + (context.hasAge() ? YoutubeDnnKind.AGES : 0);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public ObjectNode configuration() {
        ObjectNode configuration = JsonNodeFactory.instance
                .objectNode()
                .put("embedding", SettingValues.spelling(embedding))
                .put("window", window)
                .put("decay", Double.parseDouble(Float.toString(decay)))
                .put("context", SettingValues.spelling(context));
        if (context.hasTime()) {
            configuration.put("context_width", contextWidth);
        }
        ArrayNode widths = configuration.putArray("layers");
        layers.forEach(widths::add);
        return configuration;
    }

    @Override
    public List<ArrayBound> arrays(int items, int candidates) {
        return List.of(
                new ArrayBound(
                        "(batch_size + n_sample) × the last of layers",
                        candidates,
                        width(),
                        "lower n_sample, batch_size or the last layer"),
                new ArrayBound(
                        "(batch_size × window) × the last of layers",
                        (long) settings.batchSize() * window,
                        width(),
                        "lower batch_size, window or the last layer"),
                new ArrayBound(
                        "items × the last of layers",
                        items,
                        width(),
                        "lower the last layer, or raise the least support of an item"));
    }

    @Override
    public Parameters parameters(int items) {
        return YoutubeDnnWeights.zeros(items, this);
    }

    @Override
    public void randomise(Parameters zeros, Glorot glorot) {
        new YoutubeDnnWeights(zeros, this).randomise(glorot);
    }

    @Override
    public WindowBatches batches(TrainingData data) {
        return new WindowBatches(data, settings.batchSize(), window);
    }

    @Override
    public TrainedEncoder<WindowBatches> encoder(Parameters weights, Workspace workspace, EpochRandom random) {
        return new YoutubeDnnStack(this, new YoutubeDnnWeights(weights, this), settings.batchSize(), random, workspace);
    }

    @Override
    public ReferenceForward reference(Parameters weights) {
        return new YoutubeDnnForward(this, new YoutubeDnnWeights(weights, this));
    }

    /** A product of each layer on the way forward and two on the way back. */
    @Override
    public double multiplicationsPerEvent() {
        double products = 0;
        double below = inputWidth();
        for (int layer : layers) {
            products += below * layer;
            below = layer;
        }
        return 3 * products;
    }
}
