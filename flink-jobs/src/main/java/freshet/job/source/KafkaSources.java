package freshet.job.source;

import freshet.job.settings.EventsStart;
import freshet.job.settings.JobSettings;
import freshet.job.stream.Incoming;
import freshet.job.stream.Notice;
import java.time.Clock;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Builds the sources. */
public final class KafkaSources {
    private KafkaSources() {}

    /** The source of the events. */
    public static KafkaSource<Incoming> events(JobSettings settings) {
        return KafkaSource.<Incoming>builder()
                .setProperties(client(settings))
                .setTopics(settings.events().topic())
                .setGroupId(settings.kafka().groupId())
                .setStartingOffsets(offsets(settings.events().start()))
                .setDeserializer(new EventDeserializer(settings.events().format(), Clock.systemUTC()))
                .build();
    }

    /** The source of the announcements, from the oldest on; an old one changes nothing. */
    public static KafkaSource<Notice> announcements(JobSettings settings) {
        return KafkaSource.<Notice>builder()
                .setProperties(client(settings))
                .setTopics(settings.model().topic())
                .setGroupId(settings.kafka().groupId() + "-models")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new AnnouncementDeserializer(settings.model().name()))
                .build();
    }

    /**
     * The source of the items' availability, from the oldest record on: what was read at the start of the job is passed over.
     *
     * @param topic name of the items topic
     */
    public static KafkaSource<Notice> availability(JobSettings settings, String topic) {
        return KafkaSource.<Notice>builder()
                .setProperties(client(settings))
                .setTopics(topic)
                .setGroupId(settings.kafka().groupId() + "-items")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new AvailabilityDeserializer())
                .build();
    }

    /** What a producer's transaction took back is no event, unless the settings say so. */
    private static Properties client(JobSettings settings) {
        Properties client = settings.kafka().clientProperties();
        client.putIfAbsent("isolation.level", "read_committed");
        return client;
    }

    private static OffsetsInitializer offsets(EventsStart start) {
        return switch (start) {
            case EARLIEST -> OffsetsInitializer.earliest();
            case LATEST -> OffsetsInitializer.latest();
            case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
        };
    }
}
