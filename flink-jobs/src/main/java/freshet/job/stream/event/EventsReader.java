package freshet.job.stream.event;

import freshet.job.stream.Incoming;
import freshet.job.stream.topic.ForwardingReader;
import freshet.job.stream.topic.TopicAdmin;
import java.util.List;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/**
 * Reads events from offsets that were checked, and stores with each offset which topic it belongs
 * to.
 */
final class EventsReader extends ForwardingReader<Incoming> {
    private final StartOffsets starts;
    private final OffsetGaps gaps;
    private final TopicAdmin admin;

    /** @param admin closed with this */
    EventsReader(
            SourceReader<Incoming, KafkaPartitionSplit> reader,
            StartOffsets starts,
            OffsetGaps gaps,
            TopicAdmin admin) {
        super(reader);
        this.starts = starts;
        this.gaps = gaps;
        this.admin = admin;
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
        List<KafkaPartitionSplit> checked = starts.checked(splits);
        checked.stream()
                .filter(split -> split.getStartingOffset() >= 0)
                .forEach(split -> gaps.begin(split.getPartition(), split.getStartingOffset()));
        super.addSplits(checked);
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
        gaps.look();
        return super.snapshotState(checkpointId).stream()
                .map(starts::identified)
                .toList();
    }

    @Override
    public void close() throws Exception {
        try (admin) {
            super.close();
        }
    }
}
