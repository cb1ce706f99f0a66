package freshet.job.capture;

import freshet.schema.CapturedEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.core.fs.FSDataOutputStream;

/**
 * Frames blocks as Avro container files: a header where a file begins, its marker behind every
 * block. A file that ends behind any block is whole, so that a part that a checkpoint cuts there
 * and a later one goes on with needs no more than its length. For one task, made in it.
 */
final class ContainerEncoder implements Encoder<byte[]> {
    private static final long serialVersionUID = 1L;

    /**
     * Key in a file's header: the job's clock when the file was begun, milliseconds since
     * 1970-01-01 UTC in decimal digits.
     */
    static final String BEGUN = "freshet.begun";

    private final byte[] marker = new byte[DataFileConstants.SYNC_SIZE];

    ContainerEncoder() {
        new SecureRandom().nextBytes(marker);
    }

    /** @param block as {@link EventBlock#take} gives it */
    @Override
    public void encode(byte[] block, OutputStream file) throws IOException {
        if (((FSDataOutputStream) file).getPos() == 0) {
            file.write(header());
        }
        file.write(block);
        file.write(marker);
    }

    private byte[] header() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataFileWriter<Object> container = new DataFileWriter<>(new GenericDatumWriter<>())) {
            container.setCodec(CodecFactory.deflateCodec(CodecFactory.DEFAULT_DEFLATE_LEVEL));
            container.setMeta(BEGUN, System.currentTimeMillis());
            container.create(CapturedEvent.getClassSchema(), bytes, marker);
        }
        return bytes.toByteArray();
    }
}
