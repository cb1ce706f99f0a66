package freshet.schema.codec;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.MissingSchemaException;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * What a {@link SingleObjectCodec} does, on Avro's classes. Threads may share it.
 *
 * @param <T> the record's generated class
 */
final class AvroCodec<T extends SpecificRecordBase> {
    private static final int MARKER = 0xC301;
    private static final int HEADER_BYTES = 10;

    private final GeneratedRecords<T> records;
    private final Schema schema;
    private final SchemaHistory writers;
    private final BinaryMessageEncoder<T> encoder;
    private final Map<Long, DatumReader<T>> readers = new ConcurrentHashMap<>(); // by writer fingerprint

    AvroCodec(Class<T> type) {
        records = new GeneratedRecords<>(type);
        schema = records.schema();
        writers = new SchemaHistory(schema);
        encoder = new BinaryMessageEncoder<>(generatedCode(type), schema);
    }

    /**
     * Writes records by the code that was generated for them, where some was, without boxing their
     * numbers: the bytes are the same.
     */
    private SpecificData generatedCode(Class<T> type) {
        SpecificData writing = new SpecificData(type.getClassLoader());
        SpecificData.getForClass(type).getConversions().forEach(writing::addLogicalTypeConversion);
        writing.setCustomCoders(true);
        return writing;
    }

    /** The record's bytes, header included, in an array of its own. */
    byte[] encode(T value) {
        return encode(value, encoder);
    }

    /** The same under the oldest schema by which the record is read back as it is. */
    byte[] encodeForOldReaders(T value) {
        for (Schema earlier : writers.earlier()) {
            byte[] bytes = encode(value, new BinaryMessageEncoder<>(records.data(), earlier));
            if (decode(bytes).equals(value)) {
                return bytes;
            }
        }
        return encode(value);
    }

    private byte[] encode(T value, BinaryMessageEncoder<T> by) {
        try {
            ByteBuffer bytes = by.encode(value);
            if (bytes.hasArray() && bytes.array().length == bytes.remaining()) {
                return bytes.array(); // the encoder has copied it already
            }
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode a " + schema.getName() + " into memory", e);
        }
    }

    /**
     * The record that the bytes hold. Allocates in proportion to the bytes, not to the lengths
     * that they claim.
     *
     * @throws MalformedRecordException if they are anything but exactly one record of a known
     *     schema
     */
    T decode(byte[] bytes) {
        DatumReader<T> reader = readerFor(bytes);
        BoundedDecoder body = new BoundedDecoder(bytes, HEADER_BYTES);
        T value;
        int left;
        try {
            value = reader.read(null, body);
            left = body.remaining();
        } catch (EOFException e) {
            String place = e.getMessage() == null ? "" : ": " + e.getMessage();
            throw new MalformedRecordException(
                    schema.getName() + " is truncated after " + bytes.length + " bytes" + place, e);
        } catch (IOException | RuntimeException e) {
            // Avro promises no type for what a broken body makes it throw.
            throw new MalformedRecordException(
                    "the body is no " + schema.getName() + " of its schema: "
                            + Excerpt.of(String.valueOf(e.getMessage()), Excerpt.SENTENCE),
                    e);
        }
        if (left > 0) {
            throw new MalformedRecordException(
                    left + " bytes follow the end of the " + schema.getName() + "; one record must fill the value");
        }
        return value;
    }

    /** Whether the header names a version of the schema; the bytes begin with the marker. */
    boolean knows(byte[] bytes) {
        return bytes.length >= HEADER_BYTES
                && writers.knows(ByteBuffer.wrap(bytes, Short.BYTES, Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getLong());
    }

    private DatumReader<T> readerFor(byte[] bytes) {
        if (bytes.length < HEADER_BYTES) {
            throw new MalformedRecordException("not an Avro single-object record: " + bytes.length
                    + " bytes are less than its " + HEADER_BYTES + "-byte header");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        int marker = header.getShort() & 0xFFFF;
        if (marker != MARKER) {
            throw new MalformedRecordException(String.format(
                    Locale.ROOT, "not an Avro single-object record: starts with 0x%04x, not 0x%04x", marker, MARKER));
        }
        long fingerprint = header.order(ByteOrder.LITTLE_ENDIAN).getLong();
        try {
            return readers.computeIfAbsent(fingerprint, this::newReader);
        } catch (MissingSchemaException e) {
            throw new MalformedRecordException(e.getMessage(), e);
        }
    }

    private DatumReader<T> newReader(long fingerprint) {
        return records.writtenBy(writers.findByFingerprint(fingerprint));
    }
}
