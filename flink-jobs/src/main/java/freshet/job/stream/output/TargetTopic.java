package freshet.job.stream.output;

import java.util.List;
import java.util.Properties;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;

/** Names the topic that a sink writes to: the connector looks there for transactions that an earlier run left open. */
final class TargetTopic {
    private TargetTopic() {}

    static KafkaDatasetFacet of(String topic) {
        return new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic)), new Properties());
    }
}
