package freshet.model.evaluation;

import java.util.List;

/**
 * All figures at one K.
 *
 * @param metrics over all predictions
 * @param bySessionLength by the number of events that the whole session has; bands without a
 *     prediction are left out
 * @param byPosition by the number of events after which the prediction was made, from 1; bands
 *     without a prediction are left out
 * @param catalogue what was recommended
 * @param byPopularity the same by the popularity of the items, the most popular first
 */
public record Quality(
        RankingMetrics metrics,
        List<BandMetrics> bySessionLength,
        List<BandMetrics> byPosition,
        CatalogueUse catalogue,
        List<PopularityGroup> byPopularity) {

    /** K. */
    public int k() {
        return metrics.k();
    }

    /**
     * How good the predictions of one band are.
     *
     * @param band session lengths or positions
     * @param metrics over its predictions, at least one
     */
    public record BandMetrics(Band band, RankingMetrics metrics) {}

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
    public record PopularityGroup(
            int items, long leastSupport, long mostSupport, long next, long hits, long recommended) {

        /** Recall@K where one of them came next, in [0, 1]; NaN where none did. */
        public double recall() {
            return next == 0 ? Double.NaN : (double) hits / next;
        }
    }
}
