package freshet.model.evaluation;

/**
 * Items of about the same popularity: about a tenth of all training events is theirs.
 *
 * @param items how many, at least one
 * @param leastSupport training events of the least popular of them
 * @param mostSupport training events of the most popular of them
 * @param next predictions in which one of them came next
 * @param hits those of these in which it was among the first K
 * @param recommended places in all lists of the first K items that they fill
 */
public record PopularityGroup(int items, long leastSupport, long mostSupport, long next, long hits, long recommended) {

    /** Recall@K where one of them came next, in [0, 1]; NaN where none did. */
    public double recall() {
        return next == 0 ? Double.NaN : (double) hits / next;
    }
}
