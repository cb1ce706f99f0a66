package freshet.cli.publish;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicSnapshot;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.item.AvailabilityReader;
import freshet.serving.Availability;
import freshet.serving.table.AvailabilityRecords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Which items the topic of availability withholds: the newest record of each decides, as in a job.
 */
final class WithheldItems {
    private final AvailabilityReader reader = new AvailabilityReader();
    private final Map<String, Availability> newest = new HashMap<>();
    private final Consumer<String> warnings;

    private WithheldItems(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    /**
     * The ids of the items that are withheld now, in their order.
     *
     * @param topic which must exist
     * @param warnings is told of records that cannot be read, which no job can read either
     */
    static List<String> read(KafkaConnection connection, String topic, Consumer<String> warnings) {
        WithheldItems items = new WithheldItems(warnings);
        try (var consumer = connection.consumer()) {
            new TopicSnapshot(consumer, topic).read(items::take);
        }
        return items.newest.values().stream()
                .filter(item -> !item.available())
                .map(Availability::itemId)
                .sorted()
                .toList();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            Availability availability = AvailabilityRecords.decode(reader, record);
            newest.merge(
                    availability.itemId(), availability, (known, other) -> other.isNewerThan(known) ? other : known);
        } catch (MalformedRecordException e) {
            warnings.accept("the record at " + record.topic() + "-" + record.partition() + "@" + record.offset()
                    + " cannot be read and is passed over: " + e.getMessage());
        }
    }
}
