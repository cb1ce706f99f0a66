package freshet.trainer.column;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.Objects;

/**
 * A column in a file, little-endian, mapped into memory: the operating system reads what is looked
 * at, and takes that memory back when it needs it. A buffer of the JDK has less than 2 GiB, so that
 * a long column is several. The mapping lasts until nobody refers to it any more.
 */
public final class MappedLongs implements LongStore {
    private static final int SHIFT = 27; // numbers per buffer: 1 GiB
    private static final int MASK = (1 << SHIFT) - 1;

    private final LongBuffer[] parts;
    private final int size;

    private MappedLongs(LongBuffer[] parts, int size) {
        this.parts = parts;
        this.size = size;
    }

    /**
     * Maps a column.
     *
     * @param file may be closed afterwards
     * @param mode read only, or to be written to: the file then is as long as it has to be
     * @param from where the column begins, bytes
     * @param size how many numbers it has
     * @throws IOException if the file cannot be mapped
     */
    public static MappedLongs of(FileChannel file, MapMode mode, long from, int size) throws IOException {
        LongBuffer[] parts = new LongBuffer[(int) (((long) size + MASK) >>> SHIFT)];
        for (int part = 0; part < parts.length; part++) {
            long first = (long) part << SHIFT;
            long count = Math.min(size - first, 1L << SHIFT);
            parts[part] = file.map(mode, from + first * Long.BYTES, count * Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asLongBuffer();
        }
        return new MappedLongs(parts, size);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long get(int place) {
        return parts[place >>> SHIFT].get(place & MASK);
    }

    @Override
    public void set(int place, long value) {
        parts[place >>> SHIFT].put(place & MASK, value);
    }

    @Override
    public LongColumn first(int count) {
        Objects.checkFromIndexSize(0, count, size);
        return count == size ? this : new MappedLongs(parts, count);
    }
}
