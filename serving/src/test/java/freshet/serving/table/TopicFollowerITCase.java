package freshet.serving.table;

import static freshet.serving.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.serving.testing.TestBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** A topic that is not there yet, grows, loses its broker, and is made anew. */
class TopicFollowerITCase {
    private static final String TOPIC = "followed";

    private final Properties client = new Properties();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void whatTheTopicSaysIsToldThroughAllItsFaults() throws Exception {
        try (TestBroker.Running broker = new TestBroker.Running()) {
            client.setProperty("bootstrap.servers", broker.bootstrapServers());
            try (TopicFollower follower = new TopicFollower(client, TOPIC, Duration.ofMillis(100), new Told())) {
                eventually().until(() -> follower.problem().orElse("").contains("there is no topic followed"));

                create();
                eventually().until(() -> follower.problem().isEmpty());
                assertThat(told).containsExactly("begin", "whole");

                send(0, "a");
                eventually().until(() -> told.contains("a"));

                grow();
                send(1, "b");
                eventually().until(() -> told.contains("b"));

                broker.stop();
                broker.start();
                send(0, "c");
                eventually().until(() -> told.contains("c"));
                assertThat(follower.problem()).isEmpty();
                assertThat(told).containsExactly("begin", "whole", "a", "b", "c");

                makeAnew();
                send(0, "d");
                // It may be told before that is noticed as well: the consumer goes on.
                eventually()
                        .until(() -> told.lastIndexOf("begin") > told.indexOf("c")
                                && sinceBegin().containsAll(List.of("d", "whole")));
                assertThat(sinceBegin()).containsExactlyInAnyOrder("begin", "d", "whole");
            }
        }
    }

    private List<String> sinceBegin() {
        List<String> now = List.copyOf(told);
        return now.subList(now.lastIndexOf("begin"), now.size());
    }

    private void create() throws Exception {
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private void grow() throws Exception {
        try (Admin admin = Admin.create(client)) {
            admin.createPartitions(Map.of(TOPIC, NewPartitions.increaseTo(2)))
                    .all()
                    .get();
        }
    }

    private void makeAnew() throws Exception {
        try (Admin admin = Admin.create(client)) {
            admin.deleteTopics(List.of(TOPIC)).all().get();
            eventually().until(() -> !admin.listTopics().names().get().contains(TOPIC));
        }
        create();
    }

    /** By a producer of its own: one that is there already may write to the topic of before. */
    private void send(int partition, String value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, partition, null, value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private final class Told implements TopicFollower.Table {
        @Override
        public void begin() {
            told.add("begin");
        }

        @Override
        public void take(ConsumerRecord<byte[], byte[]> record) {
            told.add(new String(record.value(), StandardCharsets.UTF_8));
        }

        @Override
        public void whole() {
            told.add("whole");
        }
    }
}
