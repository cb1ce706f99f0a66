package freshet.cli.publish;

import freshet.cli.CommandException;
import freshet.cli.kafka.CreateHint;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.RecordWriter;
import freshet.cli.kafka.Rights;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.TopicSnapshot;
import freshet.cli.kafka.Topics;
import freshet.schema.ModelAnnouncement;
import freshet.schema.codec.MalformedRecordException;
import freshet.serving.Announcement;
import freshet.serving.Challenge;
import freshet.serving.table.AnnouncedModel;
import freshet.serving.table.AnnouncedModels;
import freshet.serving.table.AnnouncementKey;
import freshet.serving.table.AnnouncementRecords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The announcements on the {@code models} topic, which must exist: of champions and challengers.
 * For one thread.
 */
public final class Announcements {
    private final KafkaConnection connection;
    private final String topic;
    private final Consumer<String> warnings;
    private final RecordWriter writer;

    /**
     * @param warnings is told of announcements that cannot be read, which no job can read either
     * @throws CommandException if there is no such topic
     */
    public Announcements(KafkaConnection connection, String topic, Consumer<String> warnings) {
        this(connection, topic, warnings, RecordWriter.of(connection));
    }

    /**
     * @param warnings is told of announcements that cannot be read, which no job can read either
     * @param writer takes what is announced
     * @throws CommandException if there is no such topic
     */
    public Announcements(KafkaConnection connection, String topic, Consumer<String> warnings, RecordWriter writer) {
        this.connection = connection;
        this.topic = topic;
        this.warnings = warnings;
        this.writer = writer;
        try (Admin admin = connection.admin()) {
            Topics.require(
                    admin,
                    List.of(topic),
                    CreateHint.of(connection, TopicNames.DEFAULT.withModels(topic))
                            + ", or name another one with --models-topic");
        }
    }

    /** The champion's announcement of the highest version of a model. */
    public Optional<ModelAnnouncement> newest(String model) {
        return of(model).champion();
    }

    /** What the topic has now of a model; nothing, where the model is not announced. */
    public AnnouncedModel of(String model) {
        return read().model(model);
    }

    /** The same, and where the challenger is. */
    public PlacedModel placed(String model) {
        Places places = new Places();
        AnnouncedModel announced = read((key, record) -> {
                    if (key.challenger() && key.model().equals(model)) {
                        places.take(record);
                    }
                })
                .model(model);
        return new PlacedModel(announced, places.challenger());
    }

    /** What the topic has now of all models, by name. */
    public SortedMap<String, AnnouncedModel> all() {
        return read().all();
    }

    private AnnouncedModels read() {
        return read((key, record) -> {});
    }

    private AnnouncedModels read(BiConsumer<AnnouncementKey, ConsumerRecord<byte[], byte[]>> also) {
        AnnouncedModels announced = new AnnouncedModels();
        try (var consumer = connection.consumer()) {
            new TopicSnapshot(consumer, topic)
                    .read(record -> AnnouncementKey.of(record.key()).ifPresent(key -> {
                        take(key, record, announced);
                        also.accept(key, record);
                    }));
        }
        return announced;
    }

    /** Of one model's challenger; the records come in the order of the topic. */
    private static final class Places {
        private Optional<ChallengerPlace> newest = Optional.empty();
        private final Map<Integer, Long> ended = new HashMap<>(); // by partition

        void take(ConsumerRecord<byte[], byte[]> record) {
            if (record.value() == null) {
                ended.put(record.partition(), record.offset());
                newest = Optional.empty();
            } else {
                long end = ended.getOrDefault(record.partition(), -1L);
                newest = Optional.of(new ChallengerPlace(record.partition(), record.offset(), end));
            }
        }

        Optional<ChallengerPlace> challenger() {
            return newest;
        }
    }

    private void take(AnnouncementKey key, ConsumerRecord<byte[], byte[]> record, AnnouncedModels announced) {
        if (record.value() == null) {
            if (key.challenger()) {
                announced.take(new Challenge(key.model(), Optional.empty()));
            }
            return;
        }
        try {
            ModelAnnouncement bundle = AnnouncementRecords.decode(record.value());
            if (key.challenger()) {
                announced.take(new Challenge(key.model(), Optional.of(bundle)));
            } else {
                announced.take(new Announcement(key.model(), bundle));
            }
        } catch (MalformedRecordException e) {
            warnings.accept("the announcement at " + topic + "-" + record.partition() + "@" + record.offset()
                    + " cannot be read and is passed over: " + e.getMessage());
        }
    }

    /**
     * Announces a model as champion and waits until the broker has it.
     *
     * @throws CommandException if the broker does not take it
     */
    public void announce(String model, ModelAnnouncement announcement) {
        send(
                AnnouncementRecords.record(topic, new Announcement(model, announcement)),
                "the announcement",
                "the bundle is in the store, publish it again");
    }

    /**
     * Announces a model as challenger and waits until the broker has it. A trial that is on goes on
     * with this one.
     *
     * @throws CommandException if the broker does not take it
     */
    public void challenge(String model, ModelAnnouncement announcement) {
        send(
                AnnouncementRecords.record(topic, new Challenge(model, Optional.of(announcement))),
                "the announcement",
                "the bundle is in the store, publish it again");
    }

    /**
     * Ends the trial of a challenger, if one is on, and waits until the broker has it.
     *
     * @throws CommandException if the broker does not take it
     */
    public void endTrial(String model) {
        send(
                AnnouncementRecords.record(topic, new Challenge(model, Optional.empty())),
                "the end of the trial",
                "the challenger is still on trial, end it again");
    }

    private void send(ProducerRecord<byte[], byte[]> record, String what, String remedy) {
        try {
            writer.write(List.of(record));
        } catch (ExecutionException e) {
            throw new CommandException(
                    "topic " + topic + " did not take " + what + ": "
                            + Rights.reason(e.getCause(), "WRITE on topic " + topic) + "; " + remedy,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted before topic " + topic + " took " + what, e);
        }
    }
}
