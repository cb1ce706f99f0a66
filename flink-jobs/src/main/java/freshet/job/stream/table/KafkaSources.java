package freshet.job.stream.table;

import freshet.job.settings.EventsStart;
import freshet.job.settings.JobSettings;
import freshet.job.stream.Incoming;
import freshet.job.stream.Notice;
import freshet.job.stream.event.EventDeserializer;
import freshet.job.stream.event.EventsSource;
import freshet.job.stream.event.OffsetFollowing;
import freshet.job.stream.event.OldestWhereGone;
import freshet.job.stream.topic.WatchSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Builds the sources. */
public final class KafkaSources {
    private static final String DISCOVERY = KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key();

    private KafkaSources() {}

    /** The source of the events. */
    public static Source<Incoming, ?, ?> events(JobSettings settings) {
        Properties client = client(settings);
        String topic = settings.events().topic();
        OffsetFollowing followed =
                new OffsetFollowing(new EventDeserializer(settings.events().format(), Clock.systemUTC()));
        KafkaSource<Incoming> kafka = KafkaSource.<Incoming>builder()
                .setProperties(client)
                .setTopics(topic)
                .setGroupId(settings.kafka().groupId())
                .setStartingOffsets(
                        new OldestWhereGone(offsets(settings.events().start())))
                .setDeserializer(followed)
                .build();
        String remedy =
                "its offsets in the state mean nothing now: start the job without its savepoint or checkpoint, and"
                        + " with events.start=earliest to read the new topic whole";
        return new EventsSource(
                kafka,
                followed,
                new WatchSettings(client, topic, interval(client), remedy),
                settings.kafka().groupId());
    }

    /**
     * The source of the announcements, at every start from the oldest on; an old one changes
     * nothing.
     */
    public static Source<Notice, ?, ?> announcements(JobSettings settings) {
        return table(
                settings,
                settings.model().topic(),
                "-models",
                new AnnouncementDeserializer(settings.model().name()));
    }

    /**
     * The source of the items' availability, at every start from the oldest record on: what the
     * recommender has read by itself is passed over there.
     *
     * @param topic name of the items topic
     */
    public static Source<Notice, ?, ?> availability(JobSettings settings, String topic) {
        return table(settings, topic, "-items", new AvailabilityDeserializer());
    }

    private static Source<Notice, ?, ?> table(
            JobSettings settings, String topic, String group, KafkaRecordDeserializationSchema<Notice> deserializer) {
        Properties client = client(settings);
        KafkaSource<Notice> kafka = KafkaSource.<Notice>builder()
                .setProperties(client)
                .setTopics(topic)
                .setGroupId(settings.kafka().groupId() + group)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(deserializer)
                .build();
        String then = "the job starts again and reads it from its start";
        return new TableSource(kafka, new WatchSettings(client, topic, interval(client), then));
    }

    /** What a producer's transaction took back is no event, unless the settings say so. */
    private static Properties client(JobSettings settings) {
        Properties client = settings.kafka().clientProperties();
        client.putIfAbsent("isolation.level", "read_committed");
        client.putIfAbsent(
                DISCOVERY, Long.toString(settings.events().partitionDiscovery().toMillis()));
        return client;
    }

    /**
     * Between two looks at the topic's partitions; zero where the settings have Kafka's source look
     * once.
     */
    private static Duration interval(Properties client) {
        return Duration.ofMillis(Math.max(0, Long.parseLong(client.getProperty(DISCOVERY))));
    }

    private static OffsetsInitializer offsets(EventsStart start) {
        return switch (start) {
            case EARLIEST -> OffsetsInitializer.earliest();
            case LATEST -> OffsetsInitializer.latest();
            case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
        };
    }
}
