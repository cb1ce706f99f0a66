package freshet.model.kind.mix;

import freshet.model.BatchRecommender;
import freshet.model.ExcludedItems;
import freshet.model.ItemBoosts;
import freshet.model.RankedItems;
import freshet.model.ScoreRows;
import freshet.model.SessionBatch;
import freshet.model.WithheldItems;
import freshet.model.scoring.TopItems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Adds up the shares of all items, some sessions at a time, then ranks them. Allocates nothing per
 * call after the first. For one thread.
 */
final class MixRecommender implements BatchRecommender {
    private static final int MOST_SESSIONS = 8; // more push their shares out of the second-level cache
    private static final int MOST_SHARES = 1 << 22; // 16 MiB of floats

    private final List<MixPart> parts = new ArrayList<>();
    private final Shares arithmetic;
    private final float[][] shares; // (sessions at a time, items)
    private final TopItems top;
    private final int[] rows; // (k)
    private final float[] best; // (k)

    MixRecommender(MixPlan plan, List<MixedModel> models, Shares arithmetic, int items, int maxBatch, int k) {
        int capacity = capacity(items, maxBatch);
        int stateAt = 0;
        for (MixedModel model : models) {
            parts.add(new MixPart(plan, model, arithmetic, stateAt, capacity));
            stateAt += model.model().stateWidth();
        }
        this.arithmetic = arithmetic;
        this.shares = new float[capacity][items];
        this.top = new TopItems(k);
        this.rows = new int[k];
        this.best = new float[k];
    }

    private static int capacity(int items, int maxBatch) {
        return Math.max(1, Math.min(maxBatch, Math.min(MOST_SESSIONS, MOST_SHARES / items)));
    }

    /** Bytes of the shares. */
    static long scratchBytes(int items) {
        return (long) capacity(Math.max(1, items), MOST_SESSIONS) * items * Float.BYTES;
    }

    @Override
    public void recommend(SessionBatch batch, RankedItems out) {
        for (int first = 0; first < batch.size(); first += shares.length) {
            int count = addUp(batch, first);
            for (int i = 0; i < count; i++) {
                rank(shares[i], first + i, batch.excluded(), out);
            }
        }
    }

    @Override
    public void score(SessionBatch batch, ScoreRows out) {
        for (int first = 0; first < batch.size(); first += shares.length) {
            int count = addUp(batch, first);
            for (int i = 0; i < count; i++) {
                unrank(shares[i]);
                out.row(first + i, shares[i]);
            }
        }
    }

    /** Fills the shares of the sessions from {@code first} on, and gives how many there are. */
    private int addUp(SessionBatch batch, int first) {
        int count = Math.min(shares.length, batch.size() - first);
        for (int i = 0; i < count; i++) {
            Arrays.fill(shares[i], 0f);
        }
        for (MixPart part : parts) {
            part.add(batch, first, count, shares);
        }
        if (batch.stateWidth() > 0) {
            for (int session = first; session < first + count; session++) {
                batch.markFolded(session);
            }
        }
        return count;
    }

    private void rank(float[] all, int session, ExcludedItems excluded, RankedItems out) {
        for (int i = 0; i < excluded.count(session); i++) {
            all[excluded.row(session, i)] = 0f;
        }
        WithheldItems withheld = excluded.withheld();
        for (int row = withheld.next(0); row >= 0 && row < all.length; row = withheld.next(row + 1)) {
            all[row] = 0f;
        }
        ItemBoosts boosts = excluded.boosts();
        for (int place = 0; place < boosts.rows().length; place++) {
            all[boosts.rows()[place]] *= boosts.factorAt(place);
        }
        double total = arithmetic.sum(all);
        int count = top.best(all, rows, best);
        out.clear(session);
        for (int rank = 0; rank < count && best[rank] > 0; rank++) { // an item without a share is not ranked
            out.add(session, rows[rank], (float) (best[rank] / total));
        }
    }

    /** An item without a share is not ranked. */
    private static void unrank(float[] all) {
        for (int i = 0; i < all.length; i++) {
            all[i] = all[i] > 0f ? all[i] : Float.NEGATIVE_INFINITY;
        }
    }

    @Override
    public void close() {
        parts.forEach(MixPart::close);
    }
}
