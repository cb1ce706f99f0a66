package freshet.cli.publish;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicSnapshot;
import freshet.schema.Item;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.item.ItemReader;
import freshet.serving.ItemUpdate;
import freshet.serving.table.ItemRecords;
import freshet.serving.table.NewestRecords;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the topic of items says now: the newest record of each item decides, as in a job. Keeps some
 * 50 bytes per item. For one thread.
 */
final class TopicItems {
    private final KafkaConnection connection;
    private final String topic;
    private final Consumer<String> warnings;
    private final ItemReader reader = new ItemReader();

    /**
     * @param topic which must exist
     * @param warnings is told of records that cannot be read, which no job can read either
     */
    TopicItems(KafkaConnection connection, String topic, Consumer<String> warnings) {
        this.connection = connection;
        this.topic = topic;
        this.warnings = warnings;
    }

    /** The ids of the items that are withheld now, in their order. */
    Set<String> withheld() {
        Set<String> withheld = new TreeSet<>();
        newest(update -> {
            if (update.available()) {
                withheld.remove(update.itemId());
            } else {
                withheld.add(update.itemId());
            }
        });
        return withheld;
    }

    /** What is known of some items; of one that has no record nothing. */
    Map<String, Item> named(Set<String> ids) {
        Map<String, Item> known = new HashMap<>();
        Set<String> wanted = new HashSet<>(ids);
        newest(update -> {
            if (wanted.contains(update.itemId())) {
                known.remove(update.itemId());
                update.item().ifPresent(item -> known.put(update.itemId(), item));
            }
        });
        return known;
    }

    /**
     * Hands out all items of which something is known, in the order of their records. Reads the
     * topic twice, so that no item has to be kept.
     *
     * @return how many they are
     */
    long forEach(Consumer<Item> taker) {
        NewestRecords newest = newest(update -> {});
        long[] count = {0};
        read(
                update -> {
                    Optional<NewestRecords.Place> place = newest.place(update.itemId());
                    if (place.equals(Optional.of(new NewestRecords.Place(update.partition(), update.offset())))) {
                        update.item().ifPresent(item -> {
                            count[0]++;
                            taker.accept(item);
                        });
                    }
                },
                warning -> {});
        return count[0];
    }

    private NewestRecords newest(Consumer<ItemUpdate> taker) {
        NewestRecords newest = new NewestRecords();
        read(
                update -> {
                    if (newest.take(update)) {
                        taker.accept(update);
                    }
                },
                warnings);
        return newest;
    }

    private void read(Consumer<ItemUpdate> taker, Consumer<String> unreadable) {
        try (var consumer = connection.consumer()) {
            new TopicSnapshot(consumer, topic).read(record -> take(record, taker, unreadable));
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, Consumer<ItemUpdate> taker, Consumer<String> unreadable) {
        ItemUpdate update;
        try {
            update = ItemRecords.decode(reader, record);
        } catch (MalformedRecordException e) {
            unreadable.accept("the record at " + record.topic() + "-" + record.partition() + "@" + record.offset()
                    + " cannot be read and is passed over: " + e.getMessage());
            return;
        }
        taker.accept(update);
    }
}
