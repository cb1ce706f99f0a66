package freshet.model.kind.baseline;

import freshet.model.BatchRecommender;
import freshet.model.ExcludedItems;
import freshet.model.ItemBoosts;
import freshet.model.RankedItems;
import freshet.model.ScoreRows;
import freshet.model.SessionBatch;
import freshet.model.WithheldItems;
import freshet.model.scoring.TopItems;

/**
 * Counts a session's items on top of everybody's shares, reads the scores off, and takes the counts
 * away again. For one thread.
 */
final class SessionPopularityRecommender implements BatchRecommender {
    private final float[] shares; // (items)
    private final float[] scores; // (items): shares + counts in the session under way
    private final TopItems top;
    private final int[] bestRows; // (k)
    private final float[] bestScores; // (k)

    SessionPopularityRecommender(float[] shares, int k) {
        this.shares = shares;
        this.scores = shares.clone();
        this.top = new TopItems(k);
        this.bestRows = new int[k];
        this.bestScores = new float[k];
    }

    @Override
    public void recommend(SessionBatch batch, RankedItems out) {
        for (int session = 0; session < batch.size(); session++) {
            count(batch, session);
            double total = batch.length(session) + 1 - exclude(batch.excluded(), session);
            total += boost(batch.excluded().boosts());
            int count = top.best(scores, bestRows, bestScores);
            out.clear(session);
            for (int rank = 0; rank < count; rank++) {
                out.add(session, bestRows[rank], (float) (bestScores[rank] / total));
            }
            include(batch.excluded(), session);
            forget(batch, session);
        }
    }

    @Override
    public void score(SessionBatch batch, ScoreRows out) {
        for (int session = 0; session < batch.size(); session++) {
            count(batch, session);
            out.row(session, scores);
            forget(batch, session);
        }
    }

    private void count(SessionBatch batch, int session) {
        for (int position = 0; position < batch.length(session); position++) {
            scores[batch.item(session, position)] += 1;
        }
    }

    private void forget(SessionBatch batch, int session) {
        for (int position = 0; position < batch.length(session); position++) {
            int item = batch.item(session, position);
            scores[item] = shares[item];
        }
    }

    /** Takes excluded items out of the ranking and gives the sum of their scores. */
    private double exclude(ExcludedItems excluded, int session) {
        double sum = 0;
        for (int i = 0; i < excluded.count(session); i++) {
            sum += exclude(excluded.row(session, i));
        }
        WithheldItems withheld = excluded.withheld();
        for (int row = withheld.next(0); row >= 0 && row < scores.length; row = withheld.next(row + 1)) {
            sum += exclude(row);
        }
        return sum;
    }

    /** Multiplies the scores of boosted items and gives what all scores have more in sum. */
    private double boost(ItemBoosts boosts) {
        double more = 0;
        for (int place = 0; place < boosts.rows().length; place++) {
            int row = boosts.rows()[place];
            float score = scores[row];
            scores[row] *= boosts.factorAt(place);
            more += score > 0 ? scores[row] - score : 0;
        }
        return more;
    }

    private double exclude(int row) {
        float score = scores[row];
        scores[row] = Float.NEGATIVE_INFINITY;
        return Math.max(score, 0); // a second time it is −∞
    }

    private void include(ExcludedItems excluded, int session) {
        for (int i = 0; i < excluded.count(session); i++) {
            scores[excluded.row(session, i)] = shares[excluded.row(session, i)];
        }
        WithheldItems withheld = excluded.withheld();
        for (int row = withheld.next(0); row >= 0 && row < scores.length; row = withheld.next(row + 1)) {
            scores[row] = shares[row];
        }
        for (int row : excluded.boosts().rows()) {
            scores[row] = shares[row];
        }
    }

    @Override
    public void close() {}
}
