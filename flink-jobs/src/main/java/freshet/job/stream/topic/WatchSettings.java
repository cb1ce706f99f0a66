package freshet.job.stream.topic;

import freshet.job.settings.JobSettings;
import java.io.Serializable;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/**
 * What is needed to ask about a topic. Travels to the operators inside the job graph.
 *
 * @param client properties of the clients that read it and ask about it
 * @param topic its name
 * @param interval between two questions; zero asks once
 * @param then what comes of it where the topic was made anew, for the message
 */
public record WatchSettings(Properties client, String topic, Duration interval, String then) implements Serializable {
    private static final String DISCOVERY = KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key();

    /**
     * A topic that a source of the job reads. What a producer's transaction took back is no record
     * of it, unless the settings say so. Where the settings have Kafka's source look for partitions
     * once, the watch looks once.
     */
    public static WatchSettings of(JobSettings settings, String topic, String then) {
        Properties client = settings.kafka().clientProperties();
        client.putIfAbsent("isolation.level", "read_committed");
        // A consumer that is handed partitions of a topic that is gone would make it anew.
        client.putIfAbsent("allow.auto.create.topics", "false");
        client.putIfAbsent(
                DISCOVERY, Long.toString(settings.events().partitionDiscovery().toMillis()));
        Duration interval = Duration.ofMillis(Math.max(0, Long.parseLong(client.getProperty(DISCOVERY))));
        return new WatchSettings(client, topic, interval, then);
    }

    /** Asks the brokers; the caller closes it. */
    public TopicAdmin admin() {
        return new TopicAdmin(client, topic);
    }

    /** A watch that has not started yet; the caller closes it. */
    public TopicWatch begin(SplitEnumeratorContext<KafkaPartitionSplit> context) {
        return new TopicWatch(context, admin(), interval, then);
    }
}
