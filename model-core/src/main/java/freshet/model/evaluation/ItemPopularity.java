package freshet.model.evaluation;

import java.util.stream.LongStream;

/** The items' popularity as {@link CatalogueUse} defines it. Immutable; threads may share it. */
final class ItemPopularity {
    private final long[] support; // (items)
    private final long min;
    private final long max;

    /** @param support training events per item (items), at least one item */
    ItemPopularity(long[] support) {
        this.support = support;
        this.min = LongStream.of(support).min().orElseThrow();
        this.max = LongStream.of(support).max().orElseThrow();
    }

    /**
     * @param recommended how many lists hold each item (items)
     * @param chosen how often each came next (items)
     */
    CatalogueUse of(long[] recommended, long[] chosen) {
        long distinct = LongStream.of(recommended).filter(lists -> lists > 0).count();
        return new CatalogueUse(
                LongStream.of(recommended).sum(),
                distinct,
                (double) distinct / support.length,
                scaled(recommended),
                scaled(chosen),
                mean(recommended));
    }

    private double scaled(long[] times) {
        return max == min || LongStream.of(times).sum() == 0 ? Double.NaN : (mean(times) - min) / (max - min);
    }

    /** Mean support, each item as often as it is there. */
    private double mean(long[] times) {
        double sum = 0;
        for (int row = 0; row < times.length; row++) {
            sum += (double) times[row] * support[row];
        }
        long all = LongStream.of(times).sum();
        return all == 0 ? Double.NaN : sum / all;
    }
}
