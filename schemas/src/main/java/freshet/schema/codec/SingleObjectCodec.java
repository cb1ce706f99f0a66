package freshet.schema.codec;

import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Encodes one kind of record in Avro's single-object encoding and reads it back, written by this or
 * any earlier version of its schema: bytes {@code C3 01}, the writer schema's CRC-64-AVRO
 * fingerprint (8 bytes, little-endian), the binary body. Threads may share it.
 *
 * <p>It comes to Avro with the first record only. Avro leaves an object in a variable of the thread
 * that first parses a schema, and a thread that lives on keeps Avro's class loader by it. Flink's
 * JobManager reads the job graph on such threads, and never a record.
 *
 * @param <T> the record's generated class
 */
public final class SingleObjectCodec<T extends SpecificRecordBase> {
    private final Class<T> type;
    private volatile Optional<AvroCodec<T>> codec = Optional.empty();

    public SingleObjectCodec(Class<T> type) {
        this.type = type;
    }

    /** Whether the bytes begin as every record in this encoding does: with {@code C3 01}. */
    public static boolean begins(byte[] bytes) {
        return bytes.length > 1 && bytes[0] == (byte) 0xC3 && bytes[1] == 0x01;
    }

    /** Whether the bytes begin as a record of this kind does, of any known version. */
    public boolean wrote(byte[] bytes) {
        return begins(bytes) && codec().knows(bytes);
    }

    /** The record's bytes, header included, in an array of its own. */
    public byte[] encode(T value) {
        return codec().encode(value);
    }

    /**
     * The record's bytes under the oldest schema that loses nothing of it, so that a reader which
     * knows no newer one still reads what it can understand. For records whose schema has only had
     * fields added at its end; costs more than {@link #encode}.
     */
    public byte[] encodeForOldReaders(T value) {
        return codec().encodeForOldReaders(value);
    }

    /**
     * The record that the bytes hold. Allocates in proportion to the bytes, not to the lengths
     * that they claim.
     *
     * @throws MalformedRecordException if they are anything but exactly one record of a known
     *     schema
     */
    public T decode(byte[] bytes) {
        return codec().decode(bytes);
    }

    private AvroCodec<T> codec() {
        Optional<AvroCodec<T>> made = codec;
        if (made.isEmpty()) {
            made = Optional.of(new AvroCodec<>(type)); // two threads may make one each: they are alike
            codec = made;
        }
        return made.get();
    }
}
