package freshet.gateway.model;

import freshet.gateway.http.Problem;
import freshet.schema.Item;
import freshet.serving.table.ItemRecords;
import freshet.serving.table.NewestRecords.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads one record of the items topic again, to write the item anew: the catalogue in memory has
 * not all that the record says. For one thread.
 */
final class KnownItem {
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Properties kafka;
    private final String topic;

    /** @param kafka properties of Kafka's clients */
    KnownItem(Properties kafka, String topic) {
        this.kafka = consumerProperties(kafka);
        this.topic = topic;
    }

    private static Properties consumerProperties(Properties kafka) {
        Properties properties = new Properties();
        properties.putAll(kafka);
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("allow.auto.create.topics", "false");
        properties.setProperty("auto.offset.reset", "earliest");
        properties.setProperty("max.poll.records", "1");
        properties.putIfAbsent("default.api.timeout.ms", "5000");
        properties.putIfAbsent("fetch.max.wait.ms", "50"); // the close waits for the fetch that is under way
        return properties;
    }

    /**
     * What the record says; empty if it forgets the item, or is no record that can be read.
     *
     * @throws Problem if it is not there any more, as a newer one has taken its place
     */
    Optional<Item> at(Place place) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, place.partition());
            consumer.assign(List.of(partition));
            consumer.seek(partition, place.offset());
            long end = System.nanoTime() + LONGEST.toNanos();
            while (System.nanoTime() < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (record.offset() == place.offset()) {
                        return new ItemRecords().read(record).flatMap(update -> update.item());
                    }
                    throw changed();
                }
            }
            throw changed();
        }
    }

    private static Problem changed() {
        return Problem.unavailable("the item is being changed by somebody else", RETRY);
    }
}
