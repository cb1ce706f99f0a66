package freshet.model.scoring.pruned;

/**
 * Hands out clusters by falling promise, only as far as they are asked for: a heap that is built at
 * once costs less than a sort. For one thread.
 */
final class ClusterOrder {
    private final long[] heap; // (clusters), heap[0] the best
    private int size;

    ClusterOrder(int clusters) {
        heap = new long[clusters];
    }

    /**
     * Begins with a new query.
     *
     * @param promises by which the clusters are ranked
     * @param counts items of each cluster; a cluster without any is left out
     * @param clusters how many there are
     */
    void fill(float[] promises, float[] counts, int clusters) {
        size = 0;
        for (int c = 0; c < clusters; c++) {
            if (counts[c] > 0) {
                int bits = Float.floatToRawIntBits(promises[c]);
                heap[size++] = (long) (bits ^ (bits >> 31 & 0x7fffffff)) << 32 | Integer.toUnsignedLong(~c);
            }
        }
        for (int at = size / 2 - 1; at >= 0; at--) {
            sink(at, heap[at]);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The best cluster that is left; of equal ones the first. */
    int next() {
        long best = heap[0];
        long last = heap[--size];
        sink(0, last);
        return ~(int) best;
    }

    private void sink(int from, long value) {
        int at = from;
        for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && heap[child + 1] > heap[child]) {
                child++;
            }
            if (heap[child] <= value) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = value;
    }
}
