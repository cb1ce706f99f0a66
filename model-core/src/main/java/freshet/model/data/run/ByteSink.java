package freshet.model.data.run;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Numbers and texts, written one after another into bytes that grow. For one thread. */
final class ByteSink {
    private static final int SEVEN_BITS = 0x7f;
    private static final int MORE = 0x80;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int size;

    /** @param capacity bytes that it has room for at first, at least 1 */
    ByteSink(int capacity) {
        bytes = new byte[capacity];
    }

    void clear() {
        size = 0;
    }

    /** How many bytes there are. */
    int size() {
        return size;
    }

    /** Clears it, and gives its memory back. */
    void free() {
        size = 0;
        bytes = new byte[1];
    }

    /** Writes the bytes in {@code [from, to)}. */
    void writeTo(OutputStream out, int from, int to) throws IOException {
        out.write(bytes, from, to - from);
    }

    /** Reads the bytes in {@code [from, to)}, until more are written. */
    ByteSource source(int from, int to) {
        return new ByteSource(bytes, from, to);
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Seven bits a byte, the lowest first; a negative number takes ten bytes. */
    void number(long value) {
        long left = value;
        while ((left & ~SEVEN_BITS) != 0) {
            oneByte((int) (left & SEVEN_BITS | MORE));
            left >>>= 7;
        }
        oneByte((int) left);
    }

    void fixedInt(int value) {
        ensure(Integer.BYTES);
        putInt(size, value);
        size += Integer.BYTES;
    }

    /** Writes over four bytes that are there. */
    void putInt(int at, int value) {
        INT.set(bytes, at, value);
    }

    void fixed(long value) {
        ensure(Long.BYTES);
        LONG.set(bytes, size, value);
        size += Long.BYTES;
    }

    /** By characters: UTF-8 knows no half of a pair of surrogates, and ids may have one. */
    void text(String text) {
        number(text.length());
        for (int i = 0; i < text.length(); i++) {
            number(text.charAt(i));
        }
    }

    /** Appends all that another one has. */
    void append(ByteSink other) {
        ensure(other.size);
        System.arraycopy(other.bytes, 0, bytes, size, other.size);
        size += other.size;
    }

    private void oneByte(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, size), Math.addExact(size, more)));
        }
    }
}
