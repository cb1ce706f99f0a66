package freshet.model.scoring;

/**
 * The K best of a stream of scored items: a binary heap with the worst of them on top. Score and row are packed into one long that
 * sorts by score and, at equal scores, puts the lower row first; −0 counts as 0. For one thread.
 */
final class TopItems {
    private final long[] heap; // (k), heap[0] the worst kept
    private int size;

    TopItems(int k) {
        heap = new long[k];
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** The score that an item of a higher row must exceed to be kept; −∞ while there is room. */
    float threshold() {
        return size < heap.length ? Float.NEGATIVE_INFINITY : score(heap[0]);
    }

    /** Offers an item; rows must come in ascending order, so that an equal score never displaces an earlier row. */
    void offer(float score, int row) {
        long packed = pack(score, row);
        if (size < heap.length) {
            heap[size] = packed;
            rise(size++);
        } else if (packed > heap[0]) {
            heap[0] = packed;
            sink(0, size);
        }
    }

    /** Sorts what is kept, best first, into {@code items}; the heap is empty afterwards. */
    int drain(int[] rows, float[] scores) {
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
