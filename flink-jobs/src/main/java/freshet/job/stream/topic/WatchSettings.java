package freshet.job.stream.topic;

import java.io.Serializable;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/**
 * What is needed to ask about a topic. Travels to the operators inside the job graph.
 *
 * @param client properties of Kafka's clients
 * @param topic its name
 * @param interval between two questions; zero asks once
 * @param then what comes of it where the topic was made anew, for the message
 */
public record WatchSettings(Properties client, String topic, Duration interval, String then) implements Serializable {

    public TopicAdmin admin() {
        return new TopicAdmin(client, topic);
    }

    public TopicWatch begin(SplitEnumeratorContext<KafkaPartitionSplit> context) {
        return new TopicWatch(context, admin(), interval, then);
    }
}
