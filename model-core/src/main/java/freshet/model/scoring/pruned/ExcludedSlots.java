package freshet.model.scoring.pruned;

import freshet.model.ExcludedItems;
import java.util.Arrays;

/**
 * The slots that one query's list excludes, in order. Grows to the longest list that it meets. For
 * one thread.
 */
final class ExcludedSlots {
    private final ClusterLayout layout;
    private int[] slots = {};
    private int size;
    private int next; // the first slot that is not erased yet

    ExcludedSlots(ClusterLayout layout) {
        this.layout = layout;
    }

    /** Takes a query's list. */
    void set(ExcludedItems excluded, int query) {
        int count = excluded.count(query);
        slots = slots.length < count ? new int[count] : slots;
        for (int i = 0; i < count; i++) {
            slots[i] = layout.slot(excluded.row(query, i));
        }
        Arrays.sort(slots, 0, count);
        size = count;
        next = 0;
    }

    /**
     * Sets the scores of excluded slots to −∞; blocks come in the order of their slots, some may be
     * left out.
     */
    void erase(float[] scores, int from, int firstSlot, int length) {
        while (next < size && slots[next] < firstSlot) {
            next++;
        }
        for (; next < size && slots[next] < firstSlot + length; next++) {
            scores[from + slots[next] - firstSlot] = Float.NEGATIVE_INFINITY;
        }
    }
}
