package freshet.cli.log;

import freshet.model.data.LogException;
import freshet.model.data.MalformedLineException;
import freshet.schema.SessionEvent;
import freshet.schema.codec.BoundedDecoder;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DatumReader;

/**
 * The records of an Avro object container file, read as events by {@link EventFields}. Not Avro's
 * own DataFileStream: that takes a file that is cut within a block for one that has ended, and
 * allocates any length that a damaged block claims. For one thread.
 */
final class AvroRecords {
    private static final int MAX_REASON_CHARACTERS = 300;

    private final AvroContainer container;
    private final EventFields fields;
    private final DatumReader<Object> reader;
    private BoundedDecoder block = new BoundedDecoder(new byte[0], 0);
    private long leftInBlock;
    private long number;
    private Optional<Object> read = Optional.empty();

    /**
     * Reads the file's header.
     *
     * @throws LogException if it is none, or of a codec or a schema that is not read here
     * @throws EOFException if the file ends within it
     */
    AvroRecords(InputStream in) throws IOException {
        container = new AvroContainer(in);
        Schema written = schema(container.schema());
        fields = new EventFields(written);
        // Data of its own: no conversion of times, which this reads by itself, may be registered
        // there.
        reader = new GenericDatumReader<>(written, fields.projection(), new GenericData());
    }

    /**
     * Steps to the next record.
     *
     * @return whether there is one
     * @throws LogException if it cannot be decoded
     * @throws EOFException if the file ends in the middle of a block
     */
    boolean next() throws IOException {
        while (leftInBlock == 0) {
            if (!container.nextBlock()) {
                return false;
            }
            leftInBlock = container.records();
            block = new BoundedDecoder(container.bytes(), 0);
        }
        leftInBlock--;
        number++;
        try {
            read = Optional.ofNullable(reader.read(null, block));
            if (leftInBlock == 0 && block.remaining() > 0) {
                throw new IOException(block.remaining() + " bytes follow the last record of its block");
            }
            return true;
        } catch (StackOverflowError e) {
            // By a schema that names itself, a record's own bytes say how deep it nests; Avro's
            // reader follows by recursion.
            throw new LogException(
                    "record " + number + " nests too deep to be read; the file is damaged or made to do harm", e);
        } catch (IOException | RuntimeException e) {
            // Avro promises no type for what a broken body makes it throw.
            throw new LogException(
                    "record " + number + " cannot be decoded: " + oneLine(e) + "; the file is damaged", e);
        }
    }

    /**
     * The record as an event.
     *
     * @throws MalformedLineException if it is none, as a field that must have a value has none
     */
    SessionEvent event() throws MalformedLineException {
        return fields.event(read);
    }

    /**
     * The time by which that event has its place in its session.
     *
     * @throws MalformedLineException as {@link EventFields#countedTime}
     */
    Instant countedTime(SessionEvent event) throws MalformedLineException {
        return fields.countedTime(read, event);
    }

    private static Schema schema(String json) {
        try {
            return new Schema.Parser().parse(json);
        } catch (RuntimeException e) {
            throw new LogException("the schema in the file's header cannot be read: " + oneLine(e), e);
        }
    }

    private static String oneLine(Throwable e) {
        String line = e.toString().replaceAll("[\\s\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ");
        return line.length() > MAX_REASON_CHARACTERS ? line.substring(0, MAX_REASON_CHARACTERS) + "…" : line;
    }
}
