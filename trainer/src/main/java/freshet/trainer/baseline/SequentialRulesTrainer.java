package freshet.trainer.baseline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import freshet.trainer.TrainingData;
import freshet.trainer.column.IntColumn;
import freshet.trainer.settings.Setting;
import freshet.trainer.settings.Settings;
import freshet.trainer.tuning.SearchSpace;
import java.util.List;
import java.util.Map;

/**
 * Sequential rules (SR in Ludewig and Jannach, "Evaluation of Session-based Recommendation
 * Algorithms", User Modeling and User-Adapted Interaction 28, 2018, section 3.1):
 *
 * <pre>
 *   w(i → j) = Σ 1 / x,  over all pairs of events of one session in which j came x ≤ steps after i
 * </pre>
 *
 * <p>The heaviest rules of each item are kept. Immutable.
 */
public final class SequentialRulesTrainer extends CountingTrainer {
    /** Kind of the bundles it makes. */
    public static final String KIND = "sequential-rules";

    /** Every setting with its default and range. */
    public static final List<Setting> ALLOWED = List.of(
            Setting.whole("steps", "events after an item that its rules name", 10, 1, 100),
            Setting.whole("rules", "rules kept per item, the heaviest", 100, 1, 10_000));

    /** What a search varies if the user does not say. */
    public static final SearchSpace SEARCH =
            SearchSpace.of(KIND, ALLOWED, Map.of("steps", "1/2/3/5/8/10/15/20", "rules", "20/50/100/200/500"));

    private final int steps;
    private final int rules;

    public SequentialRulesTrainer(Settings given) {
        super(KIND, given);
        this.steps = given.integer("steps");
        this.rules = given.integer("rules");
    }

    @Override
    CountedModel count(TrainingData data) {
        Occurrences occurrences = Occurrences.of(data);
        ItemRules counted = ItemRules.of(
                data.vocabulary().size(), rules, (row, item) -> count(data.items(), occurrences, item, row));
        return new CountedModel(
                JsonNodeFactory.instance.objectNode().put("steps", steps),
                counted.tensors(),
                counted.meanLoss(data),
                session -> counted.best(session[session.length - 1]));
    }

    private void count(IntColumn items, Occurrences occurrences, int item, ItemRules.Row row) {
        for (int i = occurrences.offsets()[item]; i < occurrences.offsets()[item + 1]; i++) {
            int place = occurrences.places()[i];
            for (int x = 1; x <= steps && place + x < occurrences.ends()[place]; x++) {
                row.add(items.get(place + x), 1.0 / x);
            }
        }
    }
}
