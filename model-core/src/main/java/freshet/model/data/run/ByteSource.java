package freshet.model.data.run;

/**
 * Reads what a {@link ByteSink} wrote, and refuses what it cannot have written. For one thread.
 */
final class ByteSource {
    private final byte[] bytes;
    private int at;

    ByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean isAtEnd() {
        return at == bytes.length;
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
        if (count < 0 || count > bytes.length - at) {
            throw new IllegalArgumentException(
                    "byte " + at + " claims " + count + " more, and " + (bytes.length - at) + " bytes are left");
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
        char[] text = new char[count()];
        for (int i = 0; i < text.length; i++) {
            long character = number();
            if (character < 0 || character > Character.MAX_VALUE) {
                throw new IllegalArgumentException(character + " before byte " + at + " is no character");
            }
            text[i] = (char) character;
        }
        return new String(text);
    }

    private byte oneByte() {
        if (isAtEnd()) {
            throw new IllegalArgumentException("it ends after " + at + " bytes");
        }
        return bytes[at++];
    }
}
