package freshet.model.kind.sasrec;

/** The rows of one window on its way through the blocks, and scratch. For one thread. */
final class WindowRows {
    private final int d;
    private int count;
    private float[] rows = {}; // x (count, d); all grow with the longest window so far
    private float[] keys = {}; // (count, d)
    private float[] values = {}; // (count, d)
    private float[] shares = {}; // (count): of one row's attention

    WindowRows(int d) {
        this.d = d;
    }

    /** Makes room for a window; what the rows hold is to be written. */
    void begin(int length) {
        count = length;
        if (shares.length < length) {
            int capacity = Math.max(length, 2 * shares.length);
            shares = new float[capacity];
            rows = new float[Math.multiplyExact(capacity, d)];
            keys = new float[capacity * d];
            values = new float[capacity * d];
        }
    }

    int count() {
        return count;
    }

    float[] rows() {
        return rows;
    }

    float[] keys() {
        return keys;
    }

    float[] values() {
        return values;
    }

    float[] shares() {
        return shares;
    }
}
