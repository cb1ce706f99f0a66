package freshet.cli.publish;

import freshet.cli.CommandException;
import freshet.cli.kafka.CreateHint;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.Rights;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.TopicSnapshot;
import freshet.cli.kafka.Topics;
import freshet.schema.ModelAnnouncement;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.SingleObjectCodec;
import freshet.serving.Announcement;
import freshet.serving.table.AnnouncementRecords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;

/** The announcements on the {@code models} topic, which must exist. For one thread. */
public final class Announcements {
    private final KafkaConnection connection;
    private final String topic;
    private final Consumer<String> warnings;
    private final SingleObjectCodec<ModelAnnouncement> codec = new SingleObjectCodec<>(ModelAnnouncement.class);

    /**
     * @param warnings is told of announcements that cannot be read, which no job can read either
     * @throws CommandException if there is no such topic
     */
    public Announcements(KafkaConnection connection, String topic, Consumer<String> warnings) {
        this.connection = connection;
        this.topic = topic;
        this.warnings = warnings;
        try (Admin admin = connection.admin()) {
            Topics.require(
                    admin,
                    List.of(topic),
                    CreateHint.of(connection, TopicNames.DEFAULT.withModels(topic))
                            + ", or name another one with --models-topic");
        }
    }

    /** The announcement of the highest version of a model. */
    public Optional<ModelAnnouncement> newest(String model) {
        return all().getOrDefault(model, List.of()).stream().findFirst();
    }

    /**
     * All announcements that the topic still has, by the model's name, the highest version first.
     */
    public SortedMap<String, List<ModelAnnouncement>> all() {
        SortedMap<String, List<ModelAnnouncement>> announced = new TreeMap<>();
        try (var consumer = connection.consumer()) {
            new TopicSnapshot(consumer, topic).read(record -> {
                if (record.key() != null && record.value() != null) {
                    String model = new String(record.key(), StandardCharsets.UTF_8);
                    read(record).ifPresent(each -> announced
                            .computeIfAbsent(model, name -> new ArrayList<>())
                            .add(0, each)); // of two with one version the later is the one that is meant
                }
            });
        }
        announced
                .values()
                .forEach(versions -> versions.sort(
                        Comparator.comparingLong(ModelAnnouncement::getVersion).reversed()));
        return announced;
    }

    /**
     * Announces a model and waits until the broker has it.
     *
     * @throws CommandException if the broker does not take it
     */
    public void announce(String model, ModelAnnouncement announcement) {
        try (Producer<byte[], byte[]> producer = connection.producer()) {
            producer.send(AnnouncementRecords.record(topic, new Announcement(model, announcement)))
                    .get();
        } catch (ExecutionException e) {
            throw new CommandException(
                    "topic " + topic + " did not take the announcement: "
                            + Rights.reason(e.getCause(), "WRITE on topic " + topic)
                            + "; the bundle is in the store, publish it again",
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
