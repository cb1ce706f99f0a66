package freshet.job.stream.table;

import freshet.job.settings.JobSettings;
import freshet.job.stream.topic.ForwardingReader;
import freshet.job.stream.topic.PatientContext;
import freshet.job.stream.topic.TopicWatch;
import freshet.job.stream.topic.WatchSettings;
import freshet.job.stream.topic.WatchedEnumerator;
import freshet.serving.Notice;
import java.util.List;
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
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;

/**
 * A compacted topic as a source that begins anew at every start, with the oldest record. It ignores
 * a state: offsets of another topic, or of one that was made anew, must not live on. So the state
 * of its reader is empty, and that of its enumerator is passed over. For one instance.
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
    private TableSource(KafkaSource<Notice> kafka, WatchSettings watch) {
        this.kafka = kafka;
        this.watch = watch;
    }

    /**
     * A topic from its oldest record on.
     *
     * @param group added to the name of the job's consumer group
     */
    static TableSource of(
            JobSettings settings, String topic, String group, KafkaRecordDeserializationSchema<Notice> deserializer) {
        WatchSettings watch = WatchSettings.of(settings, topic, "the job starts again and reads it from its start");
        KafkaSource<Notice> kafka = KafkaSource.<Notice>builder()
                .setProperties(watch.client())
                .setTopics(topic)
                .setGroupId(settings.kafka().groupId() + group)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(deserializer)
                .build();
        return new TableSource(kafka, watch);
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

    /**
     * Keeps no partition over a restart: what its state says is passed over, and it says nothing
     * itself.
     */
    static final class TableReader extends ForwardingReader<Notice> {
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
         * Flink adds what the state holds before it starts the reader, and what the enumerator
         * hands out after that.
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

    /**
     * Hands out all partitions again when the only reader registers again, as that has kept none.
     */
    static final class TableEnumerator extends WatchedEnumerator {
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
}
