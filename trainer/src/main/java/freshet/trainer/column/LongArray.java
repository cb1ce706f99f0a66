package freshet.trainer.column;

import java.util.Arrays;

/** A column in memory. */
final class LongArray implements LongStore {
    private final long[] values;

    LongArray(long[] values) {
        this.values = values;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public long get(int place) {
        return values[place];
    }

    @Override
    public void set(int place, long value) {
        values[place] = value;
    }

    @Override
    public void copy(int from, long[] target, int at, int count) {
        System.arraycopy(values, from, target, at, count);
    }

    @Override
    public LongColumn first(int count) {
        return count == values.length ? this : new LongArray(Arrays.copyOf(values, count));
    }
}
