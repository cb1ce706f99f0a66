package freshet.serving.table;

import freshet.schema.ItemAvailability;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import freshet.schema.item.AvailabilityReader;
import freshet.serving.Availability;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads records of the items topic, passes over those that are none, and counts these. For one
 * thread.
 */
public final class AvailabilityRecords {
    private static final Logger LOG = LoggerFactory.getLogger(AvailabilityRecords.class);
    private static final byte[] NO_KEY = {};
    private static final SingleObjectCodec<ItemAvailability> CODEC = new SingleObjectCodec<>(ItemAvailability.class);

    private final AvailabilityReader reader = new AvailabilityReader();
    private long malformed;

    /** What the record says, or empty if it cannot be read. */
    public Optional<Availability> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(decode(reader, record));
        } catch (MalformedRecordException e) {
            malformed++;
            if (Long.bitCount(malformed) == 1) { // the 1st, 2nd, 4th, 8th: a flood of them must not fill the log
                LOG.warn(
                        "{} records of item availability could not be read so far; passed over that at"
                                + " {}-{}@{}: {}",
                        malformed,
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        e.getMessage());
            }
            return Optional.empty();
        }
    }

    /**
     * A record of the topic that withholds an item, or releases it: that is a tombstone, so that
     * compaction forgets the item.
     *
     * @param now when that was decided
     */
    public static ProducerRecord<byte[], byte[]> record(String topic, String itemId, boolean available, Instant now) {
        return new ProducerRecord<>(
                topic,
                itemId.getBytes(StandardCharsets.UTF_8),
                available ? null : CODEC.encode(new ItemAvailability(itemId, false, now)));
    }

    /**
     * What a record says; a tombstone releases its item.
     *
     * @throws MalformedRecordException if it cannot be read
     */
    public static Availability decode(AvailabilityReader reader, ConsumerRecord<byte[], byte[]> record) {
        byte[] key = Optional.ofNullable(record.key()).orElse(NO_KEY);
        ItemAvailability read = record.value() == null ? reader.readTombstone(key) : reader.read(key, record.value());
        return new Availability(
                read.getItemId(), read.getAvailable(), record.partition(), record.offset(), record.timestamp());
    }
}
