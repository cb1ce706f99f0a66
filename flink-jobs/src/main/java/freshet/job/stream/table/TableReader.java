package freshet.job.stream.table;

import freshet.job.stream.Notice;
import freshet.job.stream.topic.ForwardingReader;
import java.util.List;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/**
 * Keeps no partition over a restart: what its state says is passed over, and it says nothing
 * itself.
 */
final class TableReader extends ForwardingReader<Notice> {
    private boolean started;

    TableReader(SourceReader<Notice, KafkaPartitionSplit> reader) {
        super(reader);
    }

    @Override
    public void start() {
        started = true;
        super.start();
    }

    /**
     * Flink adds what the state holds before it starts the reader, and what the enumerator hands
     * out after that.
     */
    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
        if (started) {
            super.addSplits(splits);
        }
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
        super.snapshotState(checkpointId); // remembers which offsets to commit, for those who watch the lag
        return List.of();
    }
}
