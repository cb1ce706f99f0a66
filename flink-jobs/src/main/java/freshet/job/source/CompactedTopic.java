package freshet.job.source;

import freshet.job.settings.KafkaSettings;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic read as it stands: from its start to its present end. Travels to the operators inside the job graph. */
final class CompactedTopic implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Duration POLL = Duration.ofMillis(500);

    private final Properties client;
    private final String name;

    CompactedTopic(KafkaSettings kafka, String name) {
        this.client = consumerProperties(kafka);
        this.name = name;
    }

    private static Properties consumerProperties(KafkaSettings kafka) {
        Properties properties = kafka.clientProperties();
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("allow.auto.create.topics", "false");
        return properties;
    }

    String name() {
        return name;
    }

    /**
     * Hands over every committed record, each partition in its order. Blocks until that is done.
     *
     * @return the number of partitions, 0 if there is no such topic
     */
    int read(Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(sink);
            }
            return partitions.size();
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return Optional.ofNullable(consumer.partitionsFor(name)).orElse(List.of()).stream()
                .map(partition -> new TopicPartition(name, partition.partition()))
                .toList();
    }
}
