package freshet.model.scoring;

/**
 * The K best of many scored items, equal scores in order of the rows; −0 counts as 0, and an item of score −∞ is not ranked.
 *
 * <p>The items stand in columns, row r in column r mod {@value #COLUMNS}. A first pass takes the maximum of each column, in loops that the
 * compiler turns into vector instructions. The K-th best of these maxima is a bound: K items at least reach it, so that only
 * columns which reach it are looked into, some K of them. Those items go through a binary heap with the worst kept on top, score and
 * row packed into one long that sorts by score and then puts the lower row first. For one thread.
 */
public final class TopItems {
    private static final int COLUMNS = 1024;

    private final float[] maxima = new float[COLUMNS];
    private final long[] heap; // (k), heap[0] the worst kept
    private int size;

    /** @param k items kept, at least 1 */
    public TopItems(int k) {
        heap = new long[k];
    }

    /**
     * Finds the best of all items, best first, and gives how many there are.
     *
     * @param all scores of all items (items)
     * @param rows receives the items (k)
     * @param scores receives their scores (k)
     */
    public int best(float[] all, int[] rows, float[] scores) {
        int columns = Math.min(COLUMNS, all.length);
        findMaxima(all, columns);
        for (int column = 0; column < columns; column++) {
            offer(maxima[column], column);
        }
        float bound = size < heap.length ? Float.NEGATIVE_INFINITY : score(heap[0]);
        size = 0;
        for (int column = 0; column < columns; column++) {
            if (maxima[column] >= bound) {
                for (int row = column; row < all.length; row += COLUMNS) {
                    offer(all[row], row);
                }
            }
        }
        return drain(rows, scores);
    }

    private void findMaxima(float[] all, int columns) {
        System.arraycopy(all, 0, maxima, 0, columns);
        for (int first = COLUMNS; first < all.length; first += COLUMNS) {
            int count = Math.min(COLUMNS, all.length - first);
            for (int column = 0; column < count; column++) {
                maxima[column] = Math.max(maxima[column], all[first + column]);
            }
        }
    }

    private void offer(float score, int row) {
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
