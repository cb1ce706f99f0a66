package freshet.model.scoring;

import freshet.model.ExcludedItems;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One query's scores, ranking and probabilities in double precision: what every kernel is held
 * against.
 */
final class ScoringReference {
    final double[] scores; // (items), −∞ where excluded
    final double[] probabilities; // (items)

    ScoringReference(ItemHead head, float[] queries, int query, ExcludedItems excluded) {
        scores = new double[head.items()];
        for (int item = 0; item < scores.length; item++) {
            scores[item] = excluded.contains(query, item)
                    ? Double.NEGATIVE_INFINITY
                    : score(head, queries, query, item) + excluded.boosts().log(item);
        }
        double max = Arrays.stream(scores).max().orElseThrow();
        double sum = Arrays.stream(scores).map(score -> Math.exp(score - max)).sum();
        probabilities =
                Arrays.stream(scores).map(score -> Math.exp(score - max) / sum).toArray();
    }

    private static double score(ItemHead head, float[] queries, int query, int item) {
        double score = head.bias()[item];
        for (int i = 0; i < head.width(); i++) {
            score += (double) head.embedding()[item * head.width() + i] * queries[query * head.width() + i];
        }
        return score;
    }

    /** The best k rows, equal scores in order of the rows. */
    int[] best(int k) {
        return IntStream.range(0, scores.length)
                .boxed()
                .filter(item -> scores[item] > Double.NEGATIVE_INFINITY)
                .sorted((a, b) -> scores[a] != scores[b] ? Double.compare(scores[b], scores[a]) : a - b)
                .limit(k)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
