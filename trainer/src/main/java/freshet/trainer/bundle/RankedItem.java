package freshet.trainer.bundle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * An item of an answer.
 *
 * @param row of the vocabulary
 * @param probability in [0, 1]
 */
public record RankedItem(int row, float probability) {

    /**
     * The most probable items, best first, equal ones in order of the rows.
     *
     * @param probabilities of all items (V)
     * @param k most items wanted
     */
    public static List<RankedItem> best(double[] probabilities, int k) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -probabilities[row]))
                .limit(k)
                .map(row -> new RankedItem(row, (float) probabilities[row]))
                .toList();
    }

    /**
     * The best items by a softmax over all of them, best first, equal scores in order of the rows.
     *
     * @param scores logits of all items (V)
     * @param k most items wanted
     */
    public static List<RankedItem> bestBySoftmax(float[] scores, int k) {
        Comparator<Integer> worstFirst = Comparator.<Integer>comparingDouble(row -> scores[row])
                .thenComparing(Comparator.<Integer>reverseOrder());
        PriorityQueue<Integer> best = new PriorityQueue<>(worstFirst);
        double max = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < scores.length; row++) {
            max = Math.max(max, scores[row]);
            best.add(row);
            if (best.size() > k) {
                best.remove();
            }
        }
        double sum = 0;
        for (float score : scores) {
            sum += Math.exp(score - max);
        }
        List<RankedItem> ranked = new ArrayList<>(best.size());
        while (!best.isEmpty()) {
            int row = best.remove();
            ranked.add(0, new RankedItem(row, (float) (Math.exp(scores[row] - max) / sum)));
        }
        return ranked;
    }
}
