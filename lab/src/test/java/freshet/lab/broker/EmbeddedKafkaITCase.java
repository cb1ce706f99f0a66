package freshet.lab.broker;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.TopicSnapshot;
import freshet.cli.kafka.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedKafkaITCase {

    @Test
    void recordsGoInAndComeOutAndNothingIsLeftBehind(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("kafka");
        try (EmbeddedKafka kafka = new EmbeddedKafka(data)) {
            KafkaConnection connection = KafkaConnection.plain(kafka.bootstrapServers());
            connection.requireReachable();
            try (Admin admin = connection.admin()) {
                Topics.create(admin, TopicNames.DEFAULT, 3);
                Topics.create(admin, TopicNames.DEFAULT, 3);

                assertThat(setting(admin, "models", "cleanup.policy")).isEqualTo("compact");
                assertThat(setting(admin, "recommendations", "message.timestamp.type"))
                        .isEqualTo("LogAppendTime");
                assertThat(admin.describeTopics(List.of("events", "models"))
                                .allTopicNames()
                                .get())
                        .satisfies(topics ->
                                assertThat(topics.get("events").partitions()).hasSize(3))
                        .satisfies(topics ->
                                assertThat(topics.get("models").partitions()).hasSize(1));
            }
            long longAgo = 946_684_800_000L;
            byte[] large = new byte[900_000];
            try (Producer<byte[], byte[]> producer = connection.producer()) {
                producer.send(new ProducerRecord<>("events", 2, longAgo, null, large))
                        .get();
            }

            List<byte[]> values = new ArrayList<>();
            try (Consumer<byte[], byte[]> consumer = connection.consumer()) {
                TopicSnapshot snapshot = new TopicSnapshot(consumer, "events");
                snapshot.read(record -> values.add(record.value()));
                assertThat(snapshot.span()).isEqualTo(1);
            }
            assertThat(values).containsExactly(large);
        }
        assertThat(data).doesNotExist();
    }

    private static String setting(Admin admin, String topic, String key) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Map<ConfigResource, Config> configs =
                admin.describeConfigs(List.of(resource)).all().get();
        return configs.get(resource).get(key).value();
    }
}
