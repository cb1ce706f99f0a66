package freshet.model.scoring;

import freshet.model.RankedItems;
import freshet.model.math.FloatMath;

/**
 * Ranks the scores of all items for one query: the best K and p_i = e^(s_i − max) / Σ_j e^(s_j −
 * max), the sum over all items in double precision. For one thread.
 */
public final class ScoreRanker {
    private final TopItems top;
    private final int[] rows; // (k)
    private final float[] scores; // (k)

    public ScoreRanker(int k) {
        top = new TopItems(k);
        rows = new int[k];
        scores = new float[k];
    }

    /** @param all scores of all items (items), −∞ for an item that is not ranked */
    public void rank(float[] all, int session, RankedItems out) {
        out.clear(session);
        int count = top.best(all, rows, scores);
        if (count > 0) {
            double denominator = denominator(all, scores[0]);
            for (int rank = 0; rank < count; rank++) {
                out.add(session, rows[rank], (float) (FloatMath.exp(scores[rank] - scores[0]) / denominator));
            }
        }
    }

    private static double denominator(float[] all, float max) {
        double sum = 0;
        for (float score : all) {
            sum += FloatMath.exp(score - max);
        }
        return sum;
    }
}
