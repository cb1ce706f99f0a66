package freshet.job.stream.table;

import freshet.job.stream.Notice;
import freshet.job.stream.topic.PatientContext;
import freshet.job.stream.topic.WatchSettings;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;

/**
 * A compacted topic as a source that begins anew at every start, with the oldest record, whatever a
 * state says: offsets of another topic, or of one that was made anew, must not live on. So the
 * state of its reader is empty, and that of its enumerator is passed over. For one instance.
 *
 * <p>Each time the reader registers it holds no partition, and the enumerator hands out all of
 * them: also when the task alone has failed, and the enumerator has not.
 */
final class TableSource
        implements Source<Notice, KafkaPartitionSplit, KafkaSourceEnumState>,
                ResultTypeQueryable<Notice>,
                LineageVertexProvider {
    private static final long serialVersionUID = 1L;

    private final KafkaSource<Notice> kafka;
    private final WatchSettings watch;

    /** @param kafka reads the topic from its oldest record on */
    TableSource(KafkaSource<Notice> kafka, WatchSettings watch) {
        this.kafka = kafka;
        this.watch = watch;
    }

    @Override
    public Boundedness getBoundedness() {
        return kafka.getBoundedness();
    }

    @Override
    public SourceReader<Notice, KafkaPartitionSplit> createReader(SourceReaderContext context) throws Exception {
        return new TableReader(kafka.createReader(context));
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        return new TableEnumerator(
                kafka.createEnumerator(new PatientContext(context, watch.topic())), watch.begin(context));
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState passedOver) {
        return createEnumerator(context);
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return kafka.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
        return kafka.getEnumeratorCheckpointSerializer();
    }

    @Override
    public TypeInformation<Notice> getProducedType() {
        return kafka.getProducedType();
    }

    @Override
    public LineageVertex getLineageVertex() {
        return kafka.getLineageVertex();
    }
}
