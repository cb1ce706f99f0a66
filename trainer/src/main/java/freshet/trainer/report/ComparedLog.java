package freshet.trainer.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The models that were compared on one log.
 *
 * @param name of the log
 * @param predictions that each model was measured by
 * @param models at least one, the highest recall first
 */
public record ComparedLog(String name, long predictions, List<ComparedModel> models) {
    public ComparedLog {
        models = List.copyOf(models);
    }

    /** Whether no model has more of a figure. */
    boolean best(double value, ToDoubleFunction<ComparedModel> figure) {
        return models.stream().mapToDouble(figure).allMatch(other -> other <= value);
    }
}
