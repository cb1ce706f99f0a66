package freshet.cli.log;

import freshet.model.data.LogException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.apache.avro.file.Codec;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DeflateCodec;
import org.apache.avro.file.ZstandardCodec;
import org.xerial.snappy.Snappy;

/** Decompresses the blocks of an Avro object container file. */
@FunctionalInterface
interface BlockCodec {

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
            case DataFileConstants.DEFLATE_CODEC -> of(new DeflateCodec(1)); // the level is for writers
            case DataFileConstants.ZSTANDARD_CODEC -> of(new ZstandardCodec(1, false, false));
            case DataFileConstants.SNAPPY_CODEC -> BlockCodec::snappy;
            default ->
                throw new LogException("codec " + name.replaceAll("\\W", "?")
                        + " is not read here; write the file with null, deflate, snappy or zstandard");
        };
    }

    private static BlockCodec of(Codec codec) {
        return stored -> {
            ByteBuffer whole = codec.decompress(ByteBuffer.wrap(stored));
            byte[] bytes = new byte[whole.remaining()];
            whole.get(bytes);
            return bytes;
        };
    }

    /** Avro's own SnappyCodec cannot be had outside of its package. The last four bytes are the CRC-32 of what was compressed. */
    private static byte[] snappy(byte[] stored) throws IOException {
        int length = stored.length - Integer.BYTES;
        if (length < 0) {
            throw new IOException(stored.length + " bytes are less than a checksum");
        }
        byte[] compressed = Arrays.copyOf(stored, length);
        if (!Snappy.isValidCompressedBuffer(compressed)) { // else it allocates whatever length the block claims
            throw new IOException("it is not what Snappy wrote");
        }
        byte[] bytes = Snappy.uncompress(compressed);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        if ((int) crc.getValue() != ByteBuffer.wrap(stored).getInt(length)) {
            throw new IOException("its checksum differs");
        }
        return bytes;
    }
}
