package freshet.cli.log;

import freshet.model.data.LogException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.file.DataFileConstants;

/**
 * The frame of an Avro object container file, as the Avro specification has it: four bytes
 * {@code Obj1}, a map of metadata, a marker of 16 bytes; then blocks, each the number of its
 * records, its length in bytes, that many bytes, the marker. For one thread.
 */
public final class AvroContainer {
    private static final int MAX_VARINT_BYTES = 10;
    private static final int MAX_HEADER_BYTES = 1 << 24;

    private final InputStream in;
    private final Map<String, byte[]> metadata = new HashMap<>();
    private final byte[] marker;
    private final BlockCodec codec;
    private long records;
    private byte[] bytes = {};

    /**
     * Reads the file's header.
     *
     * @throws LogException if it is none, or of a codec that is not read here
     * @throws EOFException if the file ends within it
     */
    public AvroContainer(InputStream in) throws IOException {
        this.in = in;
        if (!Arrays.equals(in.readNBytes(DataFileConstants.MAGIC.length), DataFileConstants.MAGIC)) {
            throw new LogException("this is no Avro object container file");
        }
        readMetadata();
        marker = exactly(DataFileConstants.SYNC_SIZE);
        codec = BlockCodec.named(text(DataFileConstants.CODEC, DataFileConstants.NULL_CODEC));
    }

    /** The schema by which the records were written, in JSON. */
    public String schema() {
        return text(DataFileConstants.SCHEMA, "");
    }

    /** What the header says under a key; empty if it has no such key. */
    Optional<String> metadata(String key) {
        return Optional.ofNullable(metadata.get(key)).map(value -> new String(value, StandardCharsets.UTF_8));
    }

    /**
     * Steps to the next block.
     *
     * @return whether there is one
     * @throws LogException if it is damaged
     * @throws EOFException if the file ends within it
     */
    public boolean nextBlock() throws IOException {
        int first = in.read();
        if (first < 0) {
            return false;
        }
        records = varint(first);
        byte[] stored = exactly(varint(in.read()));
        if (records < 0 || !Arrays.equals(exactly(marker.length), marker)) {
            throw new LogException("a block of " + records + " records and " + stored.length
                    + " bytes does not end where it should; the file is damaged");
        }
        bytes = decompressed(stored);
        return true;
    }

    /** Records in the block. */
    public long records() {
        return records;
    }

    /** The block's records, one after another. */
    public byte[] bytes() {
        return bytes;
    }

    private void readMetadata() throws IOException {
        for (long entries = varint(in.read()); entries != 0; entries = varint(in.read())) {
            if (entries < 0) {
                entries = -entries;
                varint(in.read()); // the block's length, for those who pass over it
            }
            for (long i = 0; i < entries; i++) {
                String key = new String(header(), StandardCharsets.UTF_8);
                metadata.put(key, header());
            }
        }
    }

    private byte[] header() throws IOException {
        long length = varint(in.read());
        if (length > MAX_HEADER_BYTES) {
            throw new LogException("the file's header claims a text of " + length + " bytes; the file is damaged");
        }
        return exactly(length);
    }

    /** Allocates as it reads: a damaged length costs no more than the file has. */
    private byte[] exactly(long length) throws IOException {
        if (length < 0 || length > Integer.MAX_VALUE) {
            throw new LogException("a block claims " + length + " bytes; the file is damaged");
        }
        byte[] read = in.readNBytes((int) length);
        if (read.length < length) {
            throw new EOFException(length - read.length + " bytes are missing");
        }
        return read;
    }

    /** Avro's long: seven bits per byte, lowest first, signs by zigzag. */
    private long varint(int first) throws IOException {
        long bits = 0;
        int next = first;
        for (int i = 0; i < MAX_VARINT_BYTES; i++) {
            if (next < 0) {
                throw new EOFException("a number is not whole");
            }
            bits |= (long) (next & 0x7f) << 7 * i;
            if (next < 0x80) {
                return bits >>> 1 ^ -(bits & 1);
            }
            next = in.read();
        }
        throw new LogException("a number of over " + MAX_VARINT_BYTES + " bytes is where a block should begin");
    }

    private byte[] decompressed(byte[] stored) {
        try {
            return codec.decompress(stored);
        } catch (IOException | RuntimeException e) {
            throw new LogException("a block cannot be decompressed: " + e + "; the file is damaged", e);
        }
    }

    private String text(String key, String otherwise) {
        byte[] value = metadata.get(key);
        return value == null ? otherwise : new String(value, StandardCharsets.UTF_8);
    }
}
