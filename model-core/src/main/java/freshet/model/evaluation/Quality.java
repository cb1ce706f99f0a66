package freshet.model.evaluation;

import java.util.List;

/**
 * All figures at one K.
 *
 * @param metrics over all predictions
 * @param bySessionLength by the number of events that the whole session has; bands without a prediction are left out
 * @param byPosition by the number of events after which the prediction was made, from 1; bands without a prediction are left out
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
}
