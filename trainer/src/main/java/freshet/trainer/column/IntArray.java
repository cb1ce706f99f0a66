package freshet.trainer.column;

import java.util.Arrays;

/** A column in memory. */
final class IntArray implements IntStore {
    private final int[] values;

    IntArray(int[] values) {
        this.values = values;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public int get(int place) {
        return values[place];
    }

    @Override
    public void set(int place, int value) {
        values[place] = value;
    }

    @Override
    public void copy(int from, int[] target, int at, int count) {
        System.arraycopy(values, from, target, at, count);
    }

    @Override
    public IntColumn first(int count) {
        return count == values.length ? this : new IntArray(Arrays.copyOf(values, count));
    }
}
