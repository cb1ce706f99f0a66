package freshet.model.kind;

import freshet.model.BatchRecommender;
import freshet.model.ExcludedItems;
import freshet.model.RankedItems;
import freshet.model.ScoreRows;
import freshet.model.SessionBatch;
import freshet.model.scoring.BestItems;
import java.util.Arrays;

/**
 * A recommender that gives each session few items with a score: it adds scores up, reads them off
 * and clears them again. Probabilities are shares of the sum of all scores that may be recommended;
 * an item without a score is not ranked, −∞. For one thread.
 */
public abstract class SparseRecommender implements BatchRecommender {
    private final float[] scores; // (items), −∞ between two sessions
    private final int[] named; // (most): rows that were given a score
    private int size;
    private final BestItems best;
    private final int[] bestRows; // (k)
    private final float[] bestScores; // (k)

    /**
     * @param most items of a session with a score
     * @param k items wanted per session
     */
    protected SparseRecommender(int items, int most, int k) {
        this.scores = new float[items];
        Arrays.fill(scores, Float.NEGATIVE_INFINITY);
        this.named = new int[most];
        this.best = new BestItems(k);
        this.bestRows = new int[k];
        this.bestScores = new float[k];
    }

    /** Gives the items of one session their scores. */
    protected abstract void addUp(SessionBatch batch, int session);

    /**
     * Adds to an item's score, which begins at 0; what is not over 0 gives none, as a product below
     * the least float.
     */
    protected final void add(int row, float more) {
        if (scores[row] > Float.NEGATIVE_INFINITY) {
            scores[row] += more;
        } else if (more > 0) {
            scores[row] = more;
            named[size++] = row;
        }
    }

    /** Gives an item another score, over 0. */
    protected final void set(int row, float score) {
        if (scores[row] == Float.NEGATIVE_INFINITY) {
            named[size++] = row;
        }
        scores[row] = score;
    }

    /** Takes an item's score away, for good. */
    protected final void drop(int row) {
        scores[row] = Float.NEGATIVE_INFINITY;
    }

    /** The sum of the scores of all items but one. */
    protected final double sumWithout(int row) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += named[i] == row ? 0 : scores[named[i]];
        }
        return sum;
    }

    @Override
    public final void recommend(SessionBatch batch, RankedItems out) {
        for (int session = 0; session < batch.size(); session++) {
            addUp(batch, session);
            double total = offer(batch.excluded(), session);
            int count = best.drain(bestRows, bestScores);
            out.clear(session);
            for (int rank = 0; rank < count; rank++) {
                out.add(session, bestRows[rank], (float) (bestScores[rank] / total));
            }
            forget();
        }
    }

    @Override
    public final void score(SessionBatch batch, ScoreRows out) {
        for (int session = 0; session < batch.size(); session++) {
            addUp(batch, session);
            out.row(session, scores);
            forget();
        }
    }

    /** Gives the sum of all scores of what may be recommended. */
    private double offer(ExcludedItems excluded, int session) {
        for (int i = 0; i < excluded.count(session); i++) {
            drop(excluded.row(session, i));
        }
        double total = 0;
        for (int i = 0; i < size; i++) {
            int row = named[i];
            if (scores[row] > Float.NEGATIVE_INFINITY && !excluded.withheld().contains(row)) {
                float score = scores[row] * excluded.boosts().factor(row);
                total += score;
                best.offer(score, row);
            }
        }
        return total;
    }

    private void forget() {
        for (int i = 0; i < size; i++) {
            scores[named[i]] = Float.NEGATIVE_INFINITY;
        }
        size = 0;
    }

    @Override
    public void close() {}
}
