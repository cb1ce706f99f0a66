package freshet.trainer.mix;

import freshet.trainer.ModelTrainer;
import freshet.trainer.settings.Setting;
import freshet.trainer.settings.Settings;
import freshet.trainer.tuning.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The mix as the registry of trainers has it. Immutable.
 *
 * @param settings of the models that may be mixed, by name
 */
public record Mix(Map<String, List<Setting>> settings) {
    private static final List<String> DEFAULT = List.of("gru4rec", "vmis-knn");

    /** Every setting with its default and range. */
    public List<Setting> allowed() {
        return MixSettings.allowed(settings);
    }

    /**
     * What learns a short log in seconds.
     *
     * @param quick the same of the models, by name
     */
    public Map<String, String> quick(Map<String, Map<String, String>> quick) {
        return MixSettings.prefixed(quick, DEFAULT.stream());
    }

    /** What a search varies if the user does not say. */
    public SearchSpace search() {
        return SearchSpace.of(
                MixSettings.KIND,
                allowed(),
                new TreeMap<>(Map.of(
                        "parts", "gru4rec,vmis-knn/gru4rec,vmis-knn,sequential-rules/gru4rec,vmis-knn,slist",
                        "gru4rec.label_smoothing", "0..0.5",
                        "gru4rec.learning_rate", "0.03..0.3:log",
                        "gru4rec.dropout_hidden", "0..0.6:0.05",
                        "vmis-knn.idf", "1/1.5/2/3")));
    }

    /**
     * The trainer.
     *
     * @throws IllegalArgumentException if the settings do not go together
     */
    public ModelTrainer trainer(Settings given) {
        return new MixTrainer(MixSettings.from(given, allowed()));
    }
}
