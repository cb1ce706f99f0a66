package freshet.serving.table;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A topic read whole: from its start to its present end, and a look at how that goes in the log.
 * For one thread.
 */
public final class WholeTopic {
    private static final Logger LOG = LoggerFactory.getLogger(WholeTopic.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STALL = Duration.ofMinutes(2);

    private final Properties client;
    private final String name;
    private final Duration stall;

    /**
     * @param kafka properties of Kafka's clients, among them where the brokers are
     * @param name of the topic
     */
    public WholeTopic(Properties kafka, String name) {
        this(kafka, name, STALL);
    }

    /** @param stall longest time without a step forward */
    WholeTopic(Properties kafka, String name, Duration stall) {
        this.client = consumerProperties(kafka);
        this.name = name;
        this.stall = stall;
    }

    private static Properties consumerProperties(Properties kafka) {
        Properties properties = new Properties();
        properties.putAll(kafka);
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("allow.auto.create.topics", "false");
        // Where the broker deletes what was to come next, what is left is read on.
        properties.setProperty("auto.offset.reset", "earliest");
        // The close waits for the fetch that is under way, and that one for the next record.
        properties.putIfAbsent("fetch.max.wait.ms", "50");
        return properties;
    }

    /**
     * Hands over every committed record, each partition in its order. Blocks until that is done.
     *
     * @return the number of partitions, 0 if there is no such topic
     * @throws IllegalStateException if the end is not reached, as no record comes
     */
    public int read(Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            LOG.info("reading topic {} whole: {}", name, ends);
            ReadingProgress progress = new ReadingProgress(name, stall, System.nanoTime());
            for (Optional<TopicPartition> behind = behind(consumer, ends);
                    behind.isPresent();
                    behind = behind(consumer, ends)) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                records.forEach(sink);
                TopicPartition partition = behind.get();
                progress.step(
                        records.count(),
                        System.nanoTime(),
                        () -> partition + " is at offset " + consumer.position(partition) + " of "
                                + ends.get(partition));
            }
            progress.end(System.nanoTime());
            return partitions.size();
        }
    }

    /** A partition that is not read to its end. */
    private static Optional<TopicPartition> behind(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        // Positions, not records: the last offsets of a partition may be those of transactions.
        return ends.entrySet().stream()
                .filter(end -> consumer.position(end.getKey()) < end.getValue())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return Optional.ofNullable(consumer.partitionsFor(name)).orElse(List.of()).stream()
                .map(partition -> new TopicPartition(name, partition.partition()))
                .toList();
    }
}
