package freshet.trainer.tuning;

import freshet.trainer.Objective;
import freshet.trainer.settings.Setting;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that decides what the trials of a search are and how they end; two searches with equal ones
 * do the same. Immutable.
 *
 * @param model the model's name
 * @param objective what is to be large
 * @param stopping which trials are ended early
 * @param seed start of the draws
 * @param space what is drawn
 * @param fixed every other setting of the trainer, by name
 * @param dataHash of what is trained on, see {@link freshet.trainer.TrainingData#hash}
 * @param validationHash the same of the validation sessions
 */
public record Search(
        String model,
        Objective objective,
        Stopping stopping,
        long seed,
        SearchSpace space,
        SortedMap<String, String> fixed,
        String dataHash,
        String validationHash) {
    /** The setting that starts the draws. */
    public static final String SEED = "seed";

    /**
     * What a search is told; a model that counts has no setting of this name, and no use for one.
     */
    public static final List<Setting> OWN = List.of(
            Setting.choice(Objective.SETTING, "what is to be large on the validation sessions", Objective.RECALL),
            Setting.whole(SEED, "start of the draws", 42, Long.MIN_VALUE, Long.MAX_VALUE));

    public Search {
        SortedMap<String, String> others = new TreeMap<>(fixed);
        others.keySet().removeAll(space.ranges().keySet());
        fixed = Collections.unmodifiableSortedMap(others);
    }

    /** All settings of a trial. */
    public SortedMap<String, String> settings(Map<String, String> drawn) {
        SortedMap<String, String> all = new TreeMap<>(fixed);
        all.putAll(drawn);
        return all;
    }
}
