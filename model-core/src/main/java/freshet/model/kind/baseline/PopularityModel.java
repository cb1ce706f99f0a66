package freshet.model.kind.baseline;

import freshet.model.BatchRecommender;
import freshet.model.NextItemModel;
import freshet.model.PopularItems;
import freshet.model.RankedItems;
import freshet.model.ScoreRows;
import freshet.model.SessionBatch;
import freshet.model.Vocabulary;

/**
 * The most popular items for every session, p(j) = support(j) / Σ support (POP in Hidasi et al.
 * 2016, section 4). Immutable; threads share it.
 */
public final class PopularityModel implements NextItemModel {
    private final Vocabulary vocabulary;
    private final PopularItems popular;

    /** @param support events per vocabulary row (items) */
    public PopularityModel(Vocabulary vocabulary, long[] support) {
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
        float[] shares = popular.shares();
        return new BatchRecommender() {
            @Override
            public void recommend(SessionBatch batch, RankedItems out) {
                for (int session = 0; session < batch.size(); session++) {
                    popular.rank(session, batch.excluded(), out);
                }
            }

            @Override
            public void score(SessionBatch batch, ScoreRows out) {
                for (int session = 0; session < batch.size(); session++) {
                    out.row(session, shares);
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {}
}
