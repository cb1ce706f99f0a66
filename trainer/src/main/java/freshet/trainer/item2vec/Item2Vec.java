package freshet.trainer.item2vec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.trainer.Objective;
import freshet.trainer.neural.EpochLearner.Schedule;
import freshet.trainer.neural.NeuralSettings;
import freshet.trainer.settings.Setting;
import freshet.trainer.settings.Settings;
import freshet.trainer.tuning.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The settings of item2vec. Immutable.
 *
 * @param form what predicts what
 * @param width h
 * @param window most places between an item and its context; 0 is the whole session
 * @param negatives drawn per predicted item
 * @param sampleAlpha exponent of support by which they are drawn
 * @param subsample share of the events over which an item's events are thinned; 0 is none
 * @param prior share of the log of an item's share of the negatives that its score has
 * @param decay share of its weight that an item of a session loses with each later one
 * @param learningRate of Adagrad
 * @param warmMemory share of an older model's accumulators that a warm start begins with
 * @param schedule when the training ends
 * @param seed of every random choice
 */
public record Item2Vec(
        Form form,
        int width,
        int window,
        int negatives,
        float sampleAlpha,
        double subsample,
        float prior,
        float decay,
        float learningRate,
        float warmMemory,
        Schedule schedule,
        long seed) {
    /** Kind of the bundles that hold it. */
    public static final String KIND = "item2vec";

    /** What predicts what. */
    public enum Form {
        /** Each item predicts each item of its context. */
        SKIP_GRAM,
        /** The mean of the context predicts the item. */
        CBOW
    }

    /** Every setting with its default and range. */
    public static final List<Setting> ALLOWED = NeuralSettings.with(
            List.of(
                    Setting.choice(
                            "form",
                            "skip-gram: an item predicts each item around it; cbow: their mean predicts the item",
                            Form.SKIP_GRAM),
                    Setting.whole("width", "numbers of an item's vector", 100, 1, 4096),
                    Setting.whole("window", "items before and after that count; 0 is the whole session", 5, 0, 1_000),
                    Setting.whole("negatives", "negative items drawn per predicted item", 10, 1, 1_000),
                    Setting.real("sample_alpha", "negatives are drawn by support to this power", 0.75, 0, 2),
                    Setting.real(
                            "subsample",
                            "share of all events over which an item's events are thinned out; 0 is none",
                            0,
                            0,
                            1),
                    Setting.real(
                            "prior", "share of the negatives' log-probability that is added to the scores", 1, 0, 2),
                    Setting.real(
                            "decay",
                            "share of its weight that an item of a session loses with each later one",
                            0.5,
                            0,
                            0.99),
                    Setting.real("learning_rate", "step size of Adagrad", 0.1, 1e-6, 10)),
            Set.of("epochs", Objective.SETTING, "patience", "warm_memory", "seed"));

    /** What learns a log of some ten thousand events in seconds. */
    public static final Map<String, String> QUICK = Map.of("width", "32", "epochs", "5");

    /** What a search varies if the user does not say. */
    public static final SearchSpace SEARCH = SearchSpace.of(
            KIND,
            ALLOWED,
            Map.of(
                    "form", "skip-gram/cbow",
                    "width", "64/100/128/192",
                    "window", "1/2/3/5/10",
                    "negatives", "5/10/20/40",
                    "sample_alpha", "0.25/0.5/0.75/1",
                    "subsample", "0/0.001/0.0001",
                    "prior", "0..1:0.25",
                    "decay", "0..0.9:0.1",
                    "learning_rate", "0.02..0.5:log"));

    /** Reads settings that have been checked against {@link #ALLOWED}. */
    public static Item2Vec from(Settings settings) {
        return new Item2Vec(
                settings.choice("form", Form.class),
                settings.integer("width"),
                settings.integer("window"),
                settings.integer("negatives"),
                settings.real("sample_alpha"),
                settings.real("subsample"),
                settings.real("prior"),
                settings.real("decay"),
                settings.real("learning_rate"),
                settings.real("warm_memory"),
                new Schedule(
                        settings.integer("epochs"),
                        settings.choice(Objective.SETTING, Objective.class),
                        settings.integer("patience")),
                settings.longInteger("seed"));
    }

    /** The shape, as the bundle tells it. */
    ObjectNode configuration() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("width", width)
                .put("decay", Double.parseDouble(Float.toString(decay)));
    }
}
