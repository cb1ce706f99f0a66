package freshet.lab;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.TopicSnapshot;
import freshet.cli.kafka.Topics;
import freshet.lab.broker.EmbeddedKafka;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A broker for one test class, and shorthands for its topics. */
public final class RunningKafka implements AutoCloseable {
    private final EmbeddedKafka broker;
    private final KafkaConnection connection;

    public RunningKafka(Path folder) {
        broker = new EmbeddedKafka(folder);
        connection = KafkaConnection.plain(broker.bootstrapServers());
    }

    public KafkaConnection connection() {
        return connection;
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Creates the topics of one deployment, named after it, so that tests do not meet. */
    public TopicNames topics(String deployment, int partitions) {
        TopicNames names = new TopicNames(
                deployment + "-events",
                deployment + "-recommendations",
                deployment + "-rejected-events",
                deployment + "-models");
        try (Admin admin = connection.admin()) {
            Topics.create(admin, names, partitions);
        }
        return names;
    }

    /** All records of a topic. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = connection.consumer()) {
            new TopicSnapshot(consumer, topic).read(records::add);
        }
        return records;
    }

    @Override
    public void close() {
        broker.close();
    }
}
