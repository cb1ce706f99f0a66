package freshet.model.evaluation;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What is asked of an {@link Evaluator}.
 *
 * @param cutoffs the K of the metrics, rising, each at least 1
 * @param ties where an item ranks among others of the same score
 * @param excludeCurrent whether the session's last item is taken out before the others are ranked;
 *     where it comes next again, that is a miss
 * @param probabilities whether the served probabilities are judged too: the items are ranked once
 *     more for it
 */
public record EvaluationSettings(List<Integer> cutoffs, TieRule ties, boolean excludeCurrent, boolean probabilities) {

    public EvaluationSettings {
        cutoffs = cutoffs.stream().distinct().sorted().toList();
        if (cutoffs.isEmpty() || cutoffs.get(0) < 1) {
            throw new IllegalArgumentException(
                    "the metrics' k is " + cutoffs + "; give at least one, and none below 1, for example 20");
        }
    }

    /** Does not judge the probabilities. */
    public EvaluationSettings(List<Integer> cutoffs, TieRule ties, boolean excludeCurrent) {
        this(cutoffs, ties, excludeCurrent, false);
    }

    /** The same with the probabilities judged too. */
    public EvaluationSettings withProbabilities() {
        return new EvaluationSettings(cutoffs, ties, excludeCurrent, true);
    }

    /** Metrics at these K of what the job would answer. */
    public static EvaluationSettings at(int... cutoffs) {
        return new EvaluationSettings(IntStream.of(cutoffs).boxed().toList(), TieRule.SERVED, false);
    }

    /** The largest K. */
    public int largestCutoff() {
        return cutoffs.get(cutoffs.size() - 1);
    }

    /**
     * The longest list that counts: no list has more items than there are.
     *
     * @param items that the model ranks
     */
    int longestList(int items) {
        return Math.min(largestCutoff(), items);
    }
}
