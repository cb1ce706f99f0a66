package freshet.model.kind.baseline;

import freshet.model.BatchRecommender;
import freshet.model.ExcludedItems;
import freshet.model.ItemBoosts;
import freshet.model.NextItemModel;
import freshet.model.RankedItems;
import freshet.model.ScoreRows;
import freshet.model.SessionBatch;
import freshet.model.Vocabulary;
import freshet.model.scoring.TopItems;

/**
 * The items that were most popular of late, the same for every session:
 *
 * <pre>
 *   p(j) = weight(j) / Σ weight,  weight(j) = Σ 2^(−age / half-life) over the events of j
 * </pre>
 *
 * <p>All weights halve alike as time goes on, so the order stays until a newer model comes.
 * Immutable; threads share it.
 */
final class DecayedPopularityModel implements NextItemModel {
    private final Vocabulary vocabulary;
    private final float[] weights; // (items), above 0

    DecayedPopularityModel(Vocabulary vocabulary, float[] weights) {
        this.vocabulary = vocabulary;
        this.weights = weights;
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
        float[] scores = weights.clone();
        TopItems top = new TopItems(k);
        int[] rows = new int[k];
        float[] best = new float[k];
        return new BatchRecommender() {
            @Override
            public void recommend(SessionBatch batch, RankedItems out) {
                for (int session = 0; session < batch.size(); session++) {
                    exclude(batch.excluded(), session);
                    double total = total(scores);
                    int count = top.best(scores, rows, best);
                    out.clear(session);
                    for (int rank = 0; rank < count; rank++) {
                        out.add(session, rows[rank], (float) (best[rank] / total));
                    }
                    include(batch.excluded(), session);
                }
            }

            private void exclude(ExcludedItems excluded, int session) {
                for (int i = 0; i < excluded.count(session); i++) {
                    scores[excluded.row(session, i)] = Float.NEGATIVE_INFINITY;
                }
                int row = excluded.withheld().next(0);
                for (;
                        row >= 0 && row < scores.length;
                        row = excluded.withheld().next(row + 1)) {
                    scores[row] = Float.NEGATIVE_INFINITY;
                }
                ItemBoosts boosts = excluded.boosts();
                for (int place = 0; place < boosts.rows().length; place++) {
                    scores[boosts.rows()[place]] *= boosts.factorAt(place);
                }
            }

            private void include(ExcludedItems excluded, int session) {
                for (int i = 0; i < excluded.count(session); i++) {
                    scores[excluded.row(session, i)] = weights[excluded.row(session, i)];
                }
                int row = excluded.withheld().next(0);
                for (;
                        row >= 0 && row < scores.length;
                        row = excluded.withheld().next(row + 1)) {
                    scores[row] = weights[row];
                }
                for (int boosted : excluded.boosts().rows()) {
                    scores[boosted] = weights[boosted];
                }
            }

            @Override
            public void score(SessionBatch batch, ScoreRows out) {
                for (int session = 0; session < batch.size(); session++) {
                    out.row(session, weights);
                }
            }

            @Override
            public void close() {}
        };
    }

    private static double total(float[] scores) {
        double total = 0;
        for (float score : scores) {
            total += Math.max(score, 0);
        }
        return total;
    }

    @Override
    public void close() {}
}
