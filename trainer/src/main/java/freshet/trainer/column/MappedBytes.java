package freshet.trainer.column;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.Objects;

/** The bytes of a file, mapped into memory to be read. Immutable; threads may share it. */
public final class MappedBytes {
    /** Most bytes that are copied at once. */
    public static final int MOST = 1 << 30;

    private static final int SHIFT = 30;

    private final ByteBuffer[] parts; // each of twice a step, so that what begins in one ends there
    private final long size;

    private MappedBytes(ByteBuffer[] parts, long size) {
        this.parts = parts;
        this.size = size;
    }

    /**
     * Maps the first bytes of a file.
     *
     * @param file may be closed afterwards
     * @throws IOException if the file cannot be mapped
     */
    public static MappedBytes of(FileChannel file, long size) throws IOException {
        ByteBuffer[] parts = new ByteBuffer[(int) (size >>> SHIFT) + 1];
        for (int part = 0; part < parts.length; part++) {
            long first = (long) part << SHIFT;
            parts[part] = file.map(MapMode.READ_ONLY, first, Math.min(size - first, Integer.MAX_VALUE));
        }
        return new MappedBytes(parts, size);
    }

    /**
     * Copies some bytes.
     *
     * @param count at most {@link #MOST}
     */
    public byte[] copy(long from, int count) {
        Objects.checkFromIndexSize(from, count, size);
        byte[] bytes = new byte[Math.min(count, MOST)];
        parts[(int) (from >>> SHIFT)].get((int) (from & MOST - 1), bytes);
        return bytes;
    }
}
