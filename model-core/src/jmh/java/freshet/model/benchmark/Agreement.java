package freshet.model.benchmark;

import freshet.model.RankedItems;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How far one ranking of many queries is from the exact one.
 *
 * @param positions share of the positions with the same item
 * @param recall share of the exact items that are there at any position
 * @param meanError mean of |D / exact D − 1|, D the softmax denominator
 * @param p99Error 99th percentile of the same
 */
record Agreement(double positions, double recall, double meanError, double p99Error) {

    static Agreement between(RankedItems exact, RankedItems other, int queries) {
        int k = exact.k();
        int same = 0;
        int found = 0;
        for (int query = 0; query < queries; query++) {
            int own = query;
            int[] rows = IntStream.range(0, other.count(own))
                    .map(rank -> other.row(own, rank))
                    .toArray();
            for (int rank = 0; rank < k; rank++) {
                int row = exact.row(query, rank);
                same += rows[rank] == row ? 1 : 0;
                found += IntStream.of(rows).anyMatch(candidate -> candidate == row) ? 1 : 0;
            }
        }
        double[] errors = IntStream.range(0, queries)
                .filter(query -> exact.row(query, 0) == other.row(query, 0))
                .mapToDouble(query -> Math.abs((double) exact.probability(query, 0) / other.probability(query, 0) - 1))
                .toArray();
        Arrays.sort(errors);
        return new Agreement(
                (double) same / (queries * k),
                (double) found / (queries * k),
                DoubleStream.of(errors).average().orElse(Double.NaN),
                errors.length == 0 ? Double.NaN : errors[(int) (0.99 * (errors.length - 1))]);
    }
}
