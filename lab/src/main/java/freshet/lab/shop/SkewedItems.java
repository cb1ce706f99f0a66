package freshet.lab.shop;

/**
 * Items as unequally popular as in real logs. The item of popularity rank r, of n, is drawn with a
 * probability proportional to 1 / (r + n/100): the upper 1 % of the items has 15 % of the events,
 * the upper 10 % has 52 % and the upper half 85 %. In the training log of {@code rsc15_1_64} these
 * are 17, 53 and 89 %, in that of {@code diginetica} 13, 46 and 85 %. Immutable.
 *
 * @param items different ones, at least 1
 */
public record SkewedItems(int items) {
    private static final double FLATTENING = 100;

    /**
     * The rank to which the share {@code quantile} of all draws is above it: a draw, if the
     * quantile is uniformly random.
     *
     * @param quantile in [0, 1)
     * @return in [0, items)
     */
    public int at(double quantile) {
        double rank = items / FLATTENING * (Math.pow(1 + FLATTENING, quantile) - 1);
        return Math.min(items - 1, (int) rank);
    }
}
