package freshet.job.source;

import freshet.job.settings.JobSettings;
import freshet.job.settings.KafkaSettings;
import freshet.job.stream.Announcement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the models topic from its start to its present end. */
public final class KafkaStandingAnnouncement implements StandingAnnouncement {
    private static final long serialVersionUID = 1L;
    private static final Duration POLL = Duration.ofMillis(500);

    private final Properties client;
    private final String topic;
    private final String model;

    public KafkaStandingAnnouncement(JobSettings settings) {
        this.client = consumerProperties(settings.kafka());
        this.topic = settings.model().topic();
        this.model = settings.model().name();
    }

    private static Properties consumerProperties(KafkaSettings kafka) {
        Properties properties = kafka.clientProperties();
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("allow.auto.create.topics", "false");
        return properties;
    }

    @Override
    public Optional<Announcement> newest() {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<Announcement> found = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    AnnouncementRecords.read(record, model).ifPresent(found::add);
                }
            }
            return found.stream().max(Comparator.comparingLong(Announcement::version));
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return Optional.ofNullable(consumer.partitionsFor(topic)).orElse(List.of()).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }
}
