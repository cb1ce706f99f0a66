package freshet.model.data.run;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Numbers and texts, written one after another into bytes that grow. For one thread. */
final class ByteSink {
    private static final int SEVEN_BITS = 0x7f;
    private static final int MORE = 0x80;

    private byte[] bytes = new byte[256];
    private int size;

    void clear() {
        size = 0;
    }

    /** How many bytes there are. */
    int size() {
        return size;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
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

    void fixed(long value) {
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            oneByte((int) (value >>> shift));
        }
    }

    /** By characters: UTF-8 knows no half of a pair of surrogates, and ids may have one. */
    void text(String text) {
        number(text.length());
        for (int i = 0; i < text.length(); i++) {
            number(text.charAt(i));
        }
    }

    private void oneByte(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.addExact(size, size));
        }
        bytes[size++] = (byte) value;
    }
}
