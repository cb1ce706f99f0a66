package freshet.model.kind.baseline;

import freshet.model.BatchRecommender;
import freshet.model.ExcludedItems;
import freshet.model.RankedItems;
import freshet.model.ScoreRows;
import freshet.model.SessionBatch;
import freshet.model.kind.SparseRows;
import freshet.model.scoring.BestItems;
import java.util.Arrays;

/** Ranks the rules of each session's last item by their weight. For one thread. */
final class ItemRulesRecommender implements BatchRecommender {
    private final SparseRows rules;
    private final float[] weights; // (rules)
    private final float[] scores; // (items), −∞ between two calls
    private final BestItems best;
    private final int[] bestRows; // (k)
    private final float[] bestWeights; // (k)

    ItemRulesRecommender(SparseRows rules, float[] weights, int k) {
        this.rules = rules;
        this.weights = weights;
        this.scores = new float[rules.rows()];
        Arrays.fill(scores, Float.NEGATIVE_INFINITY);
        this.best = new BestItems(k);
        this.bestRows = new int[k];
        this.bestWeights = new float[k];
    }

    @Override
    public void recommend(SessionBatch batch, RankedItems out) {
        for (int session = 0; session < batch.size(); session++) {
            double total = offer(last(batch, session), session, batch.excluded());
            int count = best.drain(bestRows, bestWeights);
            out.clear(session);
            for (int rank = 0; rank < count; rank++) {
                out.add(session, bestRows[rank], (float) (bestWeights[rank] / total));
            }
        }
    }

    @Override
    public void score(SessionBatch batch, ScoreRows out) {
        for (int session = 0; session < batch.size(); session++) {
            int last = last(batch, session);
            for (int i = rules.from(last); i < rules.to(last); i++) {
                scores[rules.indices()[i]] = weights[i];
            }
            out.row(session, scores);
            for (int i = rules.from(last); i < rules.to(last); i++) {
                scores[rules.indices()[i]] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    /** Gives the sum of the weights of all rules that may be recommended. */
    private double offer(int last, int session, ExcludedItems excluded) {
        double total = 0;
        for (int i = rules.from(last); i < rules.to(last); i++) {
            int row = rules.indices()[i];
            if (!excluded.contains(session, row)) {
                float weight = weights[i] * excluded.boosts().factor(row);
                total += weight;
                best.offer(weight, row);
            }
        }
        return total;
    }

    private static int last(SessionBatch batch, int session) {
        return batch.item(session, batch.length(session) - 1);
    }

    @Override
    public void close() {}
}
