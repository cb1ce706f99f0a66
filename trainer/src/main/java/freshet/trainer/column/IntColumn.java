package freshet.trainer.column;

/** Numbers by their place. Never written to while others read; threads may share it then. */
public interface IntColumn {

    /** A column in memory, which is the array from now on. */
    static IntStore of(int... values) {
        return new IntArray(values);
    }

    /** How many there are. */
    int size();

    /** The number at a place in {@code [0, size())}. */
    int get(int place);

    /** Copies some numbers into an array. */
    default void copy(int from, int[] target, int at, int count) {
        for (int i = 0; i < count; i++) {
            target[at + i] = get(from + i);
        }
    }

    /** The numbers at the places in {@code [from, to)}, copied. */
    default int[] copy(int from, int to) {
        int[] values = new int[to - from];
        copy(from, values, 0, values.length);
        return values;
    }

    /** All numbers, copied. */
    default int[] toArray() {
        return copy(0, size());
    }

    /**
     * The numbers at the places in {@code [from, to)}: a view.
     *
     * @param less is taken off each of them
     */
    default IntColumn part(int from, int to, int less) {
        return new IntPart(this, from, to - from, less);
    }
}
