package freshet.model.kind.baseline;

import freshet.model.BatchRecommender;
import freshet.model.ExcludedItems;
import freshet.model.RankedItems;
import freshet.model.ScoreRows;
import freshet.model.SessionBatch;
import freshet.model.kind.SparseRows;
import freshet.model.scoring.BestItems;
import java.util.Arrays;

/** Adds up the rules of a session's items, reads the scores off and clears them. For one thread. */
final class SlistRecommender implements BatchRecommender {
    private final SparseRows rules;
    private final float[] weights; // (rules)
    private final float decay;
    private final float[] scores; // (items), −∞ between two sessions
    private final int[] named; // (items): those with a score
    private int size;
    private final BestItems best;
    private final int[] bestRows; // (k)
    private final float[] bestScores; // (k)

    /** @param decay what an event's weight is multiplied with per later event, in [0, 1) */
    SlistRecommender(WeightedRules rules, float decay, int k) {
        this.rules = rules.rows();
        this.weights = rules.weights();
        this.decay = decay;
        this.scores = new float[this.rules.rows()];
        Arrays.fill(scores, Float.NEGATIVE_INFINITY);
        this.named = new int[scores.length];
        this.best = new BestItems(k);
        this.bestRows = new int[k];
        this.bestScores = new float[k];
    }

    @Override
    public void recommend(SessionBatch batch, RankedItems out) {
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
    public void score(SessionBatch batch, ScoreRows out) {
        for (int session = 0; session < batch.size(); session++) {
            addUp(batch, session);
            out.row(session, scores);
            forget();
        }
    }

    private void addUp(SessionBatch batch, int session) {
        float eventWeight = 1;
        for (int at = batch.length(session) - 1; at >= 0 && eventWeight > 0; at--) {
            int item = batch.item(session, at);
            for (int i = rules.from(item); i < rules.to(item); i++) {
                add(rules.indices()[i], eventWeight * weights[i]);
            }
            eventWeight *= decay;
        }
    }

    private void add(int row, float more) {
        if (scores[row] > Float.NEGATIVE_INFINITY) {
            scores[row] += more;
        } else if (more > 0) { // not so where the product is below the least float
            scores[row] = more;
            named[size++] = row;
        }
    }

    /** Gives the sum of all scores of what may be recommended. */
    private double offer(ExcludedItems excluded, int session) {
        for (int i = 0; i < excluded.count(session); i++) {
            scores[excluded.row(session, i)] = Float.NEGATIVE_INFINITY;
        }
        double total = 0;
        for (int i = 0; i < size; i++) {
            int row = named[i];
            if (scores[row] > Float.NEGATIVE_INFINITY && !excluded.withheld().contains(row)) {
                total += scores[row];
                best.offer(scores[row], row);
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
