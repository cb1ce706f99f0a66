package freshet.model;

/** The best items of each session of a batch, best first. A caller-owned buffer; for one thread. */
public final class RankedItems {
    private final int k;
    private final int[] rows; // (capacity, k)
    private final float[] probabilities; // (capacity, k)
    private final int[] counts; // (capacity)

    /**
     * @param capacity most sessions
     * @param k most items per session
     */
    public RankedItems(int capacity, int k) {
        this.k = k;
        this.rows = new int[capacity * k];
        this.probabilities = new float[capacity * k];
        this.counts = new int[capacity];
    }

    /** Most items per session. */
    public int k() {
        return k;
    }

    /** Most sessions. */
    public int capacity() {
        return counts.length;
    }

    /** Empties one session's list. */
    public void clear(int session) {
        counts[session] = 0;
    }

    /** Appends the session's next best item. */
    public void add(int session, int row, float probability) {
        int at = session * k + counts[session]++;
        rows[at] = row;
        probabilities[at] = probability;
    }

    /** How many items the session got. */
    public int count(int session) {
        return counts[session];
    }

    /** The item's row at a rank, 0 the best. */
    public int row(int session, int rank) {
        return rows[session * k + rank];
    }

    /** The item's share of the softmax over all items, in [0, 1]. */
    public float probability(int session, int rank) {
        return probabilities[session * k + rank];
    }
}
