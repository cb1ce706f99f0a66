package freshet.job.stream.event;

import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.Uuid;

/** A partition and the offset to go on at, with the id of the topic that the offset belongs to. */
final class IdentifiedSplit extends KafkaPartitionSplit {
    private final Uuid topicId;

    IdentifiedSplit(KafkaPartitionSplit split, Uuid topicId) {
        super(
                split.getTopicPartition(),
                split.getStartingOffset(),
                split.getStoppingOffset().orElse(NO_STOPPING_OFFSET));
        this.topicId = topicId;
    }

    Uuid topicId() {
        return topicId;
    }
}
