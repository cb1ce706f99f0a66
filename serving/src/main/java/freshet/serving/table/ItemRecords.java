package freshet.serving.table;

import freshet.schema.Item;
import freshet.schema.ItemAvailability;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import freshet.schema.item.ItemReader;
import freshet.serving.ItemUpdate;
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
public final class ItemRecords {
    private static final Logger LOG = LoggerFactory.getLogger(ItemRecords.class);
    private static final byte[] NO_KEY = {};
    private static final SingleObjectCodec<Item> ITEMS = new SingleObjectCodec<>(Item.class);
    private static final SingleObjectCodec<ItemAvailability> CODEC = new SingleObjectCodec<>(ItemAvailability.class);

    private final ItemReader reader = new ItemReader();
    private long malformed;

    /** What the record says, or empty if it cannot be read. */
    public Optional<ItemUpdate> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(decode(reader, record));
        } catch (MalformedRecordException e) {
            malformed++;
            if (Long.bitCount(malformed) == 1) { // the 1st, 2nd, 4th, 8th: a flood of them must not fill the log
                LOG.warn(
                        "{} records of items could not be read so far; passed over that at" + " {}-{}@{}: {}",
                        malformed,
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        e.getMessage());
            }
            return Optional.empty();
        }
    }

    /** A record of the topic that says all of this of an item. */
    public static ProducerRecord<byte[], byte[]> record(String topic, Item item) {
        return new ProducerRecord<>(topic, item.getItemId().getBytes(StandardCharsets.UTF_8), ITEMS.encode(item));
    }

    /**
     * A record of the topic that withholds an item, or releases it, and says of it what was known:
     * the newest record of an item holds as a whole. An item of which nothing else is known is
     * released by a tombstone, so that compaction forgets it.
     *
     * @param known what the newest record says; empty if there is none
     * @param now when that was decided
     */
    public static ProducerRecord<byte[], byte[]> record(
            String topic, String itemId, Optional<Item> known, boolean available, Instant now) {
        return known.filter(item -> !ItemReader.isAvailabilityAlone(item))
                .map(item -> record(topic, changed(item, available, now)))
                .orElseGet(() -> record(topic, itemId, available, now));
    }

    private static Item changed(Item item, boolean available, Instant now) {
        return new Item(
                item.getItemId(),
                available,
                item.getTitle().orElse(null),
                item.getAttributes(),
                item.getAvailableFrom().orElse(null),
                item.getAvailableUntil().orElse(null),
                item.getBoost(),
                item.getVector().orElse(null),
                now);
    }

    /**
     * A record of the topic that withholds an item of which nothing else is known, or releases it:
     * that is a tombstone, so that compaction forgets the item.
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
     * What a record says; a tombstone forgets its item.
     *
     * @throws MalformedRecordException if it cannot be read
     */
    public static ItemUpdate decode(ItemReader reader, ConsumerRecord<byte[], byte[]> record) {
        byte[] key = Optional.ofNullable(record.key()).orElse(NO_KEY);
        Optional<Item> item = Optional.ofNullable(record.value()).map(value -> reader.read(key, value));
        return new ItemUpdate(
                item.map(Item::getItemId).orElseGet(() -> reader.readTombstone(key)),
                item,
                record.partition(),
                record.offset(),
                record.timestamp());
    }
}
