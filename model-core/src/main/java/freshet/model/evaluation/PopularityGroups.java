package freshet.model.evaluation;

import freshet.model.evaluation.Quality.PopularityGroup;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Parts the items into groups that hold about a tenth of the training events each, the most popular
 * items first: an item belongs where the middle of its own events lies among all. By events and
 * not by items, as a tenth of the items may hold nearly all events (short head and long tail in
 * Abdollahpouri et al. 2019 are cut by share of events as well). Immutable; threads may share it.
 */
final class PopularityGroups {
    private static final int GROUPS = 10;

    private final long[] support; // (items)
    private final int[] groups; // (items)

    /** @param support training events per item (items) */
    PopularityGroups(long[] support) {
        this.support = support;
        this.groups = new int[support.length];
        int[] byPopularity = IntStream.range(0, support.length)
                .boxed()
                .sorted(Comparator.comparingLong(row -> -support[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        double all = Math.max(1, LongStream.of(support).sum());
        long before = 0;
        for (int row : byPopularity) {
            groups[row] = Math.min(GROUPS - 1, (int) (GROUPS * (before + support[row] / 2.0) / all));
            before += support[row];
        }
    }

    /**
     * Groups without an item, which one very popular item makes, are left out.
     *
     * @param chosen how often each item came next (items)
     * @param hits how often it was then among the first K (items)
     * @param recommended how many lists hold it (items)
     */
    List<PopularityGroup> of(long[] chosen, long[] hits, long[] recommended) {
        return IntStream.range(0, GROUPS)
                .mapToObj(group -> IntStream.range(0, groups.length)
                        .filter(row -> groups[row] == group)
                        .toArray())
                .filter(rows -> rows.length > 0)
                .map(rows -> new PopularityGroup(
                        rows.length,
                        of(rows, support).min().orElseThrow(),
                        of(rows, support).max().orElseThrow(),
                        of(rows, chosen).sum(),
                        of(rows, hits).sum(),
                        of(rows, recommended).sum()))
                .toList();
    }

    private static LongStream of(int[] rows, long[] values) {
        return IntStream.of(rows).mapToLong(row -> values[row]);
    }
}
