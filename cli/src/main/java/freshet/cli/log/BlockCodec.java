package freshet.cli.log;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import freshet.model.data.LogException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.avro.file.DataFileConstants;
import org.xerial.snappy.Snappy;

/**
 * Decompresses the blocks of an Avro object container file, up to a size. Not Avro's own codecs:
 * they have no such bound, and a few kilobytes of a hostile file unfold to gigabytes.
 */
@FunctionalInterface
interface BlockCodec {
    /** Most bytes of a block; writers make blocks of some 64 KiB. */
    int MAX_BYTES = 64 << 20;

    /** The bytes of a block. */
    byte[] decompress(byte[] stored) throws IOException;

    /**
     * The codec of a name in a file's header.
     *
     * @throws LogException if it is none that is read here
     */
    static BlockCodec named(String name) {
        return switch (name) {
            case DataFileConstants.NULL_CODEC -> stored -> stored;
            case DataFileConstants.DEFLATE_CODEC -> BlockCodec::deflate;
            case DataFileConstants.ZSTANDARD_CODEC -> BlockCodec::zstandard;
            case DataFileConstants.SNAPPY_CODEC -> BlockCodec::snappy;
            default ->
                throw new LogException("codec " + name.replaceAll("\\W", "?")
                        + " is not read here; write the file with null, deflate, snappy or zstandard");
        };
    }

    private static byte[] deflate(byte[] stored) throws IOException {
        Inflater raw = new Inflater(true); // without zlib's header
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(stored), raw)) {
            return bounded(in);
        } finally {
            raw.end();
        }
    }

    private static byte[] zstandard(byte[] stored) throws IOException {
        try (InputStream in = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(stored))) {
            return bounded(in);
        }
    }

    /** The last four bytes are the CRC-32 of what was compressed. */
    private static byte[] snappy(byte[] stored) throws IOException {
        int length = stored.length - Integer.BYTES;
        if (length < 0) {
            throw new IOException(stored.length + " bytes are less than a checksum");
        }
        byte[] compressed = Arrays.copyOf(stored, length);
        if (!Snappy.isValidCompressedBuffer(compressed)) { // else it allocates any length that the block claims
            throw new IOException("it is not what Snappy wrote");
        }
        requireSize(Snappy.uncompressedLength(compressed));
        byte[] bytes = Snappy.uncompress(compressed);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        if ((int) crc.getValue() != ByteBuffer.wrap(stored).getInt(length)) {
            throw new IOException("its checksum differs");
        }
        return bytes;
    }

    private static byte[] bounded(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        requireSize(bytes.length);
        return bytes;
    }

    private static void requireSize(int bytes) throws IOException {
        if (bytes > MAX_BYTES) {
            throw new IOException("it has more than " + MAX_BYTES + " bytes");
        }
    }
}
