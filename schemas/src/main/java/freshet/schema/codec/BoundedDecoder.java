package freshet.schema.codec;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;

/**
 * Avro's binary decoder over a byte array, with every claimed length checked against the bytes that
 * are left before memory is allocated for it: Avro 1.12 alone allocates up to 2 GiB at the word of
 * a 20-byte record. No schema here has array or map entries of zero bytes, so more entries than
 * bytes left are refused too. For one thread.
 */
public final class BoundedDecoder extends Decoder {
    private final BinaryDecoder in;

    /**
     * @param data holds the value from {@code offset} on; nobody may write to it meanwhile
     * @param offset where the value begins
     */
    public BoundedDecoder(byte[] data, int offset) {
        in = DecoderFactory.get().binaryDecoder(data, offset, data.length - offset, null);
    }

    /** Bytes not read yet. */
    public int remaining() throws IOException {
        return in.inputStream().available();
    }

    @Override
    public String readString() throws IOException {
        byte[] bytes = readLengthPrefixed("a string");
        try {
            return StrictUtf8.decode(bytes);
        } catch (CharacterCodingException e) {
            throw new IOException("a string of " + bytes.length + " bytes is not valid UTF-8", e);
        }
    }

    @Override
    public Utf8 readString(Utf8 old) throws IOException {
        return new Utf8(readString());
    }

    @Override
    public ByteBuffer readBytes(ByteBuffer old) throws IOException {
        return ByteBuffer.wrap(readLengthPrefixed("a byte field"));
    }

    @Override
    public void skipString() throws IOException {
        skipBytes();
    }

    @Override
    public void skipBytes() throws IOException {
        skipFixed(claim(in.readLong(), "a field"));
    }

    @Override
    public void readFixed(byte[] bytes, int start, int length) throws IOException {
        in.readFixed(bytes, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        in.skipFixed(claim(length, "a field"));
    }

    @Override
    public long readArrayStart() throws IOException {
        return readBlockCount();
    }

    @Override
    public long arrayNext() throws IOException {
        return readBlockCount();
    }

    @Override
    public long readMapStart() throws IOException {
        return readBlockCount();
    }

    @Override
    public long mapNext() throws IOException {
        return readBlockCount();
    }

    @Override
    public long skipArray() throws IOException {
        return skipSizedBlocks();
    }

    @Override
    public long skipMap() throws IOException {
        return skipSizedBlocks();
    }

    @Override
    public void readNull() throws IOException {
        in.readNull();
    }

    @Override
    public boolean readBoolean() throws IOException {
        return in.readBoolean();
    }

    @Override
    public int readInt() throws IOException {
        return in.readInt();
    }

    @Override
    public long readLong() throws IOException {
        return in.readLong();
    }

    @Override
    public float readFloat() throws IOException {
        return in.readFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return in.readDouble();
    }

    @Override
    public int readEnum() throws IOException {
        return in.readEnum();
    }

    @Override
    public int readIndex() throws IOException {
        return in.readIndex();
    }

    private byte[] readLengthPrefixed(String what) throws IOException {
        byte[] bytes = new byte[claim(in.readLong(), what)];
        in.readFixed(bytes, 0, bytes.length);
        return bytes;
    }

    /** Entries of the next block; a negative count is followed by the block's size in bytes. */
    private long readBlockCount() throws IOException {
        long count = in.readLong();
        if (count < 0) {
            claim(in.readLong(), "a block of entries");
            count = count == Long.MIN_VALUE ? Long.MAX_VALUE : -count;
        }
        return claimEntries(count);
    }

    private long skipSizedBlocks() throws IOException {
        long count = in.readLong();
        while (count < 0) {
            skipFixed(claim(in.readLong(), "a block of entries"));
            count = in.readLong();
        }
        return claimEntries(count);
    }

    private long claimEntries(long count) throws IOException {
        int left = remaining();
        if (count > left) {
            throw new EOFException("an array or map claims " + count + " entries, but " + left + " bytes are left");
        }
        return count;
    }

    private int claim(long length, String what) throws IOException {
        int left = remaining();
        if (length < 0 || length > left) {
            throw new EOFException(what + " claims " + length + " bytes, but " + left + " are left");
        }
        return (int) length;
    }
}
