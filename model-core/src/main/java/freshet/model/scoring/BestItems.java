package freshet.model.scoring;

/**
 * Keeps the K best of the items that it is offered, equal scores in order of the rows; −0 counts as
 * 0, and an item of score −∞ is not kept. A binary heap with the worst kept on top; score and row
 * are packed into one long that sorts by score and then puts the lower row first. For one thread.
 */
public final class BestItems {
    private final long[] heap; // (k), heap[0] the worst kept
    private int size;

    /** @param k items kept, at least 1 */
    public BestItems(int k) {
        heap = new long[k];
    }

    /** Forgets all items. */
    public void clear() {
        size = 0;
    }

    /**
     * An item whose row is higher than all before is kept if and only if its score exceeds this; −∞
     * while there is room.
     */
    public float bound() {
        return size < heap.length ? Float.NEGATIVE_INFINITY : score(heap[0]);
    }

    /** Takes the item in if it is among the best so far. */
    public void offer(float score, int row) {
        if (size == heap.length) {
            long packed = pack(score, row);
            if (packed > heap[0]) {
                heap[0] = packed;
                sink(0, size);
            }
        } else if (score > Float.NEGATIVE_INFINITY) {
            heap[size] = pack(score, row);
            rise(size++);
        }
    }

    /**
     * Hands the items out, best first, and gives how many there are; none is kept afterwards.
     *
     * @param rows receives the items (k)
     * @param scores receives their scores (k)
     */
    public int drain(int[] rows, float[] scores) {
        int count = size;
        while (size > 0) {
            long worst = heap[0];
            heap[0] = heap[--size];
            sink(0, size);
            rows[size] = row(worst);
            scores[size] = score(worst);
        }
        return count;
    }

    private void rise(int at) {
        long value = heap[at];
        while (at > 0 && heap[(at - 1) >>> 1] > value) {
            heap[at] = heap[(at - 1) >>> 1];
            at = (at - 1) >>> 1;
        }
        heap[at] = value;
    }

    private void sink(int at, int end) {
        long value = heap[at];
        for (int child = 2 * at + 1; child < end; child = 2 * at + 1) {
            if (child + 1 < end && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= value) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = value;
    }

    private static long pack(float score, int row) {
        int bits = Float.floatToRawIntBits(score + 0f);
        int sortable = bits ^ (bits >> 31 & 0x7fffffff);
        return (long) sortable << 32 | Integer.toUnsignedLong(~row);
    }

    private static float score(long packed) {
        int sortable = (int) (packed >> 32);
        return Float.intBitsToFloat(sortable ^ (sortable >> 31 & 0x7fffffff));
    }

    private static int row(long packed) {
        return ~(int) packed;
    }
}
