package freshet.job.capture;

import freshet.schema.CapturedEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Events on their way into a block of an Avro container, as its specification has it: their number,
 * the block's length in bytes, the events deflated. The marker behind it is the file's own. For one
 * thread.
 */
final class EventBlock implements AutoCloseable {
    /** A block of that many bytes, before they are deflated, is full. */
    static final int FULL_BYTES = 64 << 10;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * FULL_BYTES);
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    private final DatumWriter<CapturedEvent> writer =
            new SpecificDatumWriter<>(CapturedEvent.getClassSchema(), SpecificData.getForClass(CapturedEvent.class));
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true); // without zlib's header
    private long events;

    /** Takes an event. */
    void add(CapturedEvent event) throws IOException {
        writer.write(event, encoder);
        events++;
    }

    boolean isEmpty() {
        return events == 0;
    }

    boolean isFull() {
        return bytes.size() >= FULL_BYTES;
    }

    /** The block, in an array of its own; no event is held then. */
    byte[] take() throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream(bytes.size() / 2);
        deflater.reset();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated, deflater)) {
            bytes.writeTo(out);
        }
        ByteArrayOutputStream block = new ByteArrayOutputStream(deflated.size() + 16);
        BinaryEncoder frame = EncoderFactory.get().directBinaryEncoder(block, null);
        frame.writeLong(events);
        frame.writeBytes(deflated.toByteArray());
        events = 0;
        bytes.reset();
        return block.toByteArray();
    }

    /** Frees memory that is not Java's. */
    @Override
    public void close() {
        deflater.end();
    }
}
