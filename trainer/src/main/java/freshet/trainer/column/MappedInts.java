package freshet.trainer.column;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.Objects;

/**
 * A column in a file, little-endian, mapped into memory: the operating system reads what is looked
 * at, and takes that memory back when it needs it. A buffer of the JDK has less than 2 GiB, so that
 * a long column is several. The mapping lasts until nobody refers to it any more.
 */
public final class MappedInts implements IntStore {
    private static final int SHIFT = 28; // numbers per buffer: 1 GiB
    private static final int MASK = (1 << SHIFT) - 1;

    private final IntBuffer[] parts;
    private final int size;

    private MappedInts(IntBuffer[] parts, int size) {
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
    public static MappedInts of(FileChannel file, MapMode mode, long from, int size) throws IOException {
        IntBuffer[] parts = new IntBuffer[(int) (((long) size + MASK) >>> SHIFT)];
        for (int part = 0; part < parts.length; part++) {
            long first = (long) part << SHIFT;
            long count = Math.min(size - first, 1L << SHIFT);
            parts[part] = file.map(mode, from + first * Integer.BYTES, count * Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asIntBuffer();
        }
        return new MappedInts(parts, size);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int get(int place) {
        return parts[place >>> SHIFT].get(place & MASK);
    }

    @Override
    public void set(int place, int value) {
        parts[place >>> SHIFT].put(place & MASK, value);
    }

    @Override
    public IntColumn first(int count) {
        Objects.checkFromIndexSize(0, count, size);
        return count == size ? this : new MappedInts(parts, count);
    }
}
