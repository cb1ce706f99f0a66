package freshet.model.baseline;

import freshet.model.BatchRecommender;
import freshet.model.RankedItems;
import freshet.model.ScoreRows;
import freshet.model.SessionBatch;
import freshet.model.scoring.TopItems;

/** Counts a session's items on top of everybody's shares, reads the scores off, and takes the counts away again. For one thread. */
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
        score(batch, (session, all) -> {
            int count = top.best(all, bestRows, bestScores);
            out.clear(session);
            for (int rank = 0; rank < count; rank++) {
                out.add(session, bestRows[rank], bestScores[rank] / (batch.length(session) + 1));
            }
        });
    }

    @Override
    public void score(SessionBatch batch, ScoreRows out) {
        for (int session = 0; session < batch.size(); session++) {
            for (int position = 0; position < batch.length(session); position++) {
                scores[batch.item(session, position)] += 1;
            }
            out.row(session, scores);
            for (int position = 0; position < batch.length(session); position++) {
                int item = batch.item(session, position);
                scores[item] = shares[item];
            }
        }
    }

    @Override
    public void close() {}
}
