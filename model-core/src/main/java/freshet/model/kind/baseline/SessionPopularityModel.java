package freshet.model.kind.baseline;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.PopularItems;
import freshet.model.Vocabulary;

/**
 * The items of the session by how often they occur in it, then the most popular ones; equal counts
 * rank by popularity (S-POP in Hidasi et al. 2016, section 4). As a distribution: the session's own
 * counts, smoothed by one event drawn from the popularity of all,
 *
 * <pre>
 *   p(j | s) = (count(j in s) + support(j) / Σ support) / (|s| + 1)
 * </pre>
 *
 * <p>Immutable; threads share it.
 */
public final class SessionPopularityModel implements NextItemModel {
    private final Vocabulary vocabulary;
    private final PopularItems popular;

    /** @param support events per vocabulary row (items) */
    public SessionPopularityModel(Vocabulary vocabulary, long[] support) {
        this.vocabulary = vocabulary;
        this.popular = new PopularItems(support);
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public int stateWidth() {
        return 0;
    }

    @Override
    public BatchRecommender newRecommender(int maxBatch, int k) {
        return new SessionPopularityRecommender(popular.shares(), k);
    }

    @Override
    public void close() {}
}
