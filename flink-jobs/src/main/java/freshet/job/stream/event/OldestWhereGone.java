package freshet.job.stream.event;

import java.util.Collection;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Starts where another one says, and goes on at the oldest record wherever the next one is gone.
 * Kafka's source takes what a consumer does then from its first start: one that starts at the
 * latest record would leave out all that is left.
 */
public final class OldestWhereGone implements OffsetsInitializer {
    private static final long serialVersionUID = 1L;

    private final OffsetsInitializer start;

    public OldestWhereGone(OffsetsInitializer start) {
        this.start = start;
    }

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever offsets) {
        return start.getPartitionOffsets(partitions, offsets);
    }

    @Override
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        return OffsetResetStrategy.EARLIEST;
    }
}
