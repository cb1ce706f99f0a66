package freshet.cli.publish;

import freshet.cli.CommandException;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicSnapshot;
import freshet.cli.kafka.Topics;
import freshet.schema.ModelAnnouncement;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The announcements on the {@code models} topic, which is created if it is missing. For one thread.
 */
public final class Announcements {
    private final KafkaConnection connection;
    private final String topic;
    private final Consumer<String> warnings;
    private final SingleObjectCodec<ModelAnnouncement> codec = new SingleObjectCodec<>(ModelAnnouncement.class);

    /**
     * @param warnings is told of announcements that cannot be read, which no job can read either
     */
    public Announcements(KafkaConnection connection, String topic, Consumer<String> warnings) {
        this.connection = connection;
        this.topic = topic;
        this.warnings = warnings;
        try (Admin admin = connection.admin()) {
            Topics.createModels(admin, topic);
        }
    }

    /** The announcement of the highest version of a model. */
    public Optional<ModelAnnouncement> newest(String model) {
        byte[] key = model.getBytes(StandardCharsets.UTF_8);
        List<ModelAnnouncement> announced = new ArrayList<>();
        try (var consumer = connection.consumer()) {
            new TopicSnapshot(consumer, topic).read(record -> {
                if (Arrays.equals(record.key(), key) && record.value() != null) {
                    read(record).ifPresent(announced::add);
                }
            });
        }
        return announced.stream().max(Comparator.comparingLong(ModelAnnouncement::getVersion));
    }

    /**
     * Announces a model and waits until the broker has it.
     *
     * @throws CommandException if the broker does not take it
     */
    public void announce(String model, ModelAnnouncement announcement) {
        byte[] key = model.getBytes(StandardCharsets.UTF_8);
        try (Producer<byte[], byte[]> producer = connection.producer()) {
            producer.send(new ProducerRecord<>(topic, key, codec.encode(announcement)))
                    .get();
        } catch (ExecutionException e) {
            throw new CommandException(
                    "topic " + topic + " did not take the announcement: "
                            + e.getCause().getMessage() + "; the bundle is in the store, publish it again",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted before topic " + topic + " took the announcement", e);
        }
    }

    private Optional<ModelAnnouncement> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(codec.decode(record.value()));
        } catch (MalformedRecordException e) {
            warnings.accept("the announcement at " + topic + "-" + record.partition() + "@" + record.offset()
                    + " cannot be read and is passed over: " + e.getMessage());
            return Optional.empty();
        }
    }
}
