package freshet.trainer.baseline;

import freshet.trainer.TrainingData;
import freshet.trainer.column.IntColumn;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Scores of items for a session by their definition: Σ_n decay^(|s| − n) · B(s_n → j). Immutable.
 *
 * @param rules B
 * @param decay per later event, in [0, 1)
 */
record SlistScores(ItemRules rules, double decay) {

    /** Of all items for a session's rows, oldest first (V). */
    double[] of(int[] session) {
        double[] scores = new double[rules.offsets().length - 1];
        for (int n = 0; n < session.length; n++) {
            double weight = StrictMath.pow(decay, session.length - 1 - n);
            for (int i = from(session[n]); i < from(session[n] + 1); i++) {
                scores[rules.next()[i]] += weight * rules.weight()[i];
            }
        }
        return scores;
    }

    /**
     * Mean of −log p over the events that follow another one in their session, with
     * p(j | s) = (1 − smoothing) score(j) / Σ score + smoothing · support(j) / Σ support.
     */
    double meanLoss(TrainingData data, double smoothing) {
        double events = LongStream.of(data.support()).sum();
        double loss = 0;
        for (int s = 0; s < data.sessions(); s++) {
            int from = data.sessionOffsets().get(s);
            for (int i = from + 1; i < data.sessionOffsets().get(s + 1); i++) {
                int target = data.items().get(i);
                double popular = data.support()[target] / events;
                loss -= StrictMath.log((1 - smoothing) * share(data.items(), from, i, target) + smoothing * popular);
            }
        }
        return loss / data.predictions();
    }

    private double share(IntColumn items, int from, int to, int target) {
        double score = 0;
        double total = 0;
        double weight = 1;
        for (int at = to - 1; at >= from && weight > 1e-9; at--) {
            score += weight * weight(items.get(at), target);
            total += weight * sum(items.get(at));
            weight *= decay;
        }
        return total > 0 ? score / total : 0;
    }

    private double weight(int item, int to) {
        int found = Arrays.binarySearch(rules.next(), from(item), from(item + 1), to);
        return found < 0 ? 0 : rules.weight()[found];
    }

    private double sum(int item) {
        double sum = 0;
        for (int i = from(item); i < from(item + 1); i++) {
            sum += rules.weight()[i];
        }
        return sum;
    }

    private int from(int item) {
        return (int) rules.offsets()[item];
    }
}
