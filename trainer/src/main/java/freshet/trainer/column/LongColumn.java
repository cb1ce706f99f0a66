package freshet.trainer.column;

/** Numbers by their place. Never written to while others read; threads may share it then. */
public interface LongColumn {

    /** A column in memory, which is the array from now on. */
    static LongStore of(long... values) {
        return new LongArray(values);
    }

    /** How many there are. */
    int size();

    /** The number at a place in {@code [0, size())}. */
    long get(int place);

    /** Copies some numbers into an array. */
    default void copy(int from, long[] target, int at, int count) {
        for (int i = 0; i < count; i++) {
            target[at + i] = get(from + i);
        }
    }

    /** The numbers at the places in {@code [from, to)}, copied. */
    default long[] copy(int from, int to) {
        long[] values = new long[to - from];
        copy(from, values, 0, values.length);
        return values;
    }

    /** All numbers, copied. */
    default long[] toArray() {
        return copy(0, size());
    }

    /**
     * The numbers at the places in {@code [from, to)}: a view.
     *
     * @param less is taken off each of them
     */
    default LongColumn part(int from, int to, long less) {
        return new LongPart(this, from, to - from, less);
    }
}
