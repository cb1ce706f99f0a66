package freshet.model.data.run;

import java.nio.charset.StandardCharsets;

/**
 * Reads what a {@link ByteSink} wrote, and refuses what it cannot have written. For one thread.
 */
final class ByteSource {
    private final byte[] bytes;
    private final int end;
    private int at;

    ByteSource(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** The bytes in {@code [from, end)}. */
    ByteSource(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.end = end;
        this.at = from;
    }

    boolean isAtEnd() {
        return at == end;
    }

    /** Where the next byte is. */
    int at() {
        return at;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = oneByte();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number before byte " + at + " has no end");
    }

    /** A number of things that take a byte each at least. */
    int count() {
        long count = number();
        if (count < 0 || count > end - at) {
            throw new IllegalArgumentException(
                    "byte " + at + " claims " + count + " more, and " + (end - at) + " bytes are left");
        }
        return (int) count;
    }

    long fixed() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << Byte.SIZE | oneByte() & 0xff;
        }
        return value;
    }

    String text() {
        int length = count();
        if (isOfSingleBytes(length)) {
            at += length;
            return new String(bytes, at - length, length, StandardCharsets.US_ASCII);
        }
        char[] text = new char[length];
        for (int i = 0; i < text.length; i++) {
            long character = number();
            if (character < 0 || character > Character.MAX_VALUE) {
                throw new IllegalArgumentException(character + " before byte " + at + " is no character");
            }
            text[i] = (char) character;
        }
        return new String(text);
    }

    /** Whether each of the next characters is one byte, as most ids have it. */
    private boolean isOfSingleBytes(int characters) {
        int joined = 0;
        for (int i = at; i < at + characters; i++) {
            joined |= bytes[i];
        }
        return (byte) joined >= 0;
    }

    private byte oneByte() {
        if (isAtEnd()) {
            throw new IllegalArgumentException("it ends after " + at + " bytes");
        }
        return bytes[at++];
    }
}
