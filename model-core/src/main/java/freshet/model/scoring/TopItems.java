package freshet.model.scoring;

/**
 * The K best of a stream of scored items: a binary heap with the worst of them on top. Score and row are packed into one long that
 * sorts by score and, at equal scores, puts the lower row first; −0 counts as 0. For one thread.
 */
public final class TopItems {
    private final long[] heap; // (k), heap[0] the worst kept
    private int size;

    /** @param k items kept, at least 1 */
    public TopItems(int k) {
        heap = new long[k];
    }

    /**
     * Finds the best of all items, best first, equal scores in order of the rows, and gives how many there are.
     *
     * @param all scores of all items (items)
     * @param rows receives the items (k)
     * @param scores receives their scores (k)
     */
    public int best(float[] all, int[] rows, float[] scores) {
        int room = Math.min(heap.length, all.length);
        for (int row = 0; row < room; row++) {
            offer(all[row], row);
        }
        float threshold = score(heap[0]);
        for (int row = room; row < all.length; row++) {
            if (all[row] > threshold) {
                offer(all[row], row);
                threshold = score(heap[0]);
            }
        }
        return drain(rows, scores);
    }

    /** Rows must come in ascending order, so that an equal score never displaces an earlier row. */
    private void offer(float score, int row) {
        long packed = pack(score, row);
        if (size < heap.length) {
            heap[size] = packed;
            rise(size++);
        } else if (packed > heap[0]) {
            heap[0] = packed;
            sink(0, size);
        }
    }

    /** Sorts what is kept, best first; the heap is empty afterwards. */
    private int drain(int[] rows, float[] scores) {
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
