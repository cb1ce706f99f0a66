package freshet.job.stream.table;

import freshet.job.stream.topic.TopicWatch;
import freshet.job.stream.topic.WatchedEnumerator;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/** Hands out all partitions again when the only reader registers again, as that has kept none. */
final class TableEnumerator extends WatchedEnumerator {
    private static final long NO_CHECKPOINT = -1;

    TableEnumerator(SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> enumerator, TopicWatch watch) {
        super(enumerator, watch);
    }

    @Override
    public void addReader(int subtask) {
        addSplitsBack(assigned(), subtask);
        super.addReader(subtask);
    }

    private List<KafkaPartitionSplit> assigned() {
        try {
            return List.copyOf(snapshotState(NO_CHECKPOINT).assignedSplits());
        } catch (Exception e) { // declared by the interface; Kafka's enumerator throws none
            throw new IllegalStateException("the partitions in hand could not be listed", e);
        }
    }
}
