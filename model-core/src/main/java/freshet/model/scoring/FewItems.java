package freshet.model.scoring;

import freshet.model.ExcludedItems;
import freshet.model.ItemBoosts;
import freshet.model.RankedItems;
import freshet.model.math.FloatMath;
import java.util.Arrays;

/**
 * Ranks where only few items may be recommended: scores these one by one, and no other. The answer
 * is exact, and that of a kernel that scores all items. Allocates when more items are left than
 * before. For one thread.
 */
public final class FewItems {
    private final RowScores rowScores;
    private final BestItems best;
    private final int[] rows; // (k)
    private final float[] bestScores; // (k)
    private float[] scores = {}; // (items left)

    /**
     * @param head scores the items
     * @param k items wanted per query, at least 1
     */
    public FewItems(ItemHead head, int k) {
        int kept = Math.min(k, head.items());
        rowScores = new RowScores(head);
        best = new BestItems(kept);
        rows = new int[kept];
        bestScores = new float[kept];
    }

    /**
     * Writes the best K items per query, as {@link ItemScorer#top} does.
     *
     * @param queries (count, width), row-major
     * @param excluded with few items left
     * @param out receives rows 0 to count − 1
     */
    public void top(float[] queries, int count, ExcludedItems excluded, RankedItems out) {
        int[] left = excluded.withheld().left();
        int width = count == 0 ? 0 : rowScores.width();
        scores = scores.length < left.length ? new float[left.length] : scores;
        for (int query = 0; query < count; query++) {
            rowScores.score(queries, query * width, left, left.length, scores);
            boost(excluded.boosts(), left);
            for (int i = 0; i < excluded.count(query); i++) {
                int place = Arrays.binarySearch(left, excluded.row(query, i));
                if (place >= 0) {
                    scores[place] = Float.NEGATIVE_INFINITY;
                }
            }
            rank(query, left, out);
        }
    }

    /** Both lists rise. */
    private void boost(ItemBoosts boosts, int[] left) {
        int place = 0;
        for (int i = 0; i < left.length && place < boosts.rows().length; i++) {
            while (place < boosts.rows().length && boosts.rows()[place] < left[i]) {
                place++;
            }
            if (place < boosts.rows().length && boosts.rows()[place] == left[i]) {
                scores[i] += boosts.logAt(place);
            }
        }
    }

    private void rank(int query, int[] left, RankedItems out) {
        for (int i = 0; i < left.length; i++) {
            best.offer(scores[i], left[i]);
        }
        int count = best.drain(rows, bestScores);
        out.clear(query);
        if (count > 0) {
            double sum = 0;
            for (int i = 0; i < left.length; i++) {
                sum += FloatMath.exp(scores[i] - bestScores[0]);
            }
            for (int rank = 0; rank < count; rank++) {
                out.add(query, rows[rank], (float) (FloatMath.exp(bestScores[rank] - bestScores[0]) / sum));
            }
        }
    }
}
