package freshet.job.stream.event;

import freshet.job.stream.Incoming;
import freshet.job.stream.topic.PatientContext;
import freshet.job.stream.topic.TopicAdmin;
import freshet.job.stream.topic.WatchSettings;
import freshet.job.stream.topic.WatchedEnumerator;
import java.io.IOException;
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
 * Kafka's source of the events, with three things on top. Its state says which topic each offset
 * belongs to, and a topic that was made anew fails the job. An offset that the topic has not is
 * never passed over without a word. What the topic dropped before it was read is told of.
 */
public final class EventsSource
        implements Source<Incoming, KafkaPartitionSplit, KafkaSourceEnumState>,
                ResultTypeQueryable<Incoming>,
                LineageVertexProvider {
    private static final long serialVersionUID = 1L;

    private final KafkaSource<Incoming> kafka;
    private final OffsetFollowing deserializer; // the one inside of kafka
    private final WatchSettings watch;
    private final String group;

    /** @param deserializer that of {@code kafka} */
    public EventsSource(KafkaSource<Incoming> kafka, OffsetFollowing deserializer, WatchSettings watch, String group) {
        this.kafka = kafka;
        this.deserializer = deserializer;
        this.watch = watch;
        this.group = group;
    }

    @Override
    public Boundedness getBoundedness() {
        return kafka.getBoundedness();
    }

    @Override
    public SourceReader<Incoming, KafkaPartitionSplit> createReader(SourceReaderContext context) throws Exception {
        TopicAdmin admin = watch.admin();
        LostEvents lost = new LostEvents(context.metricGroup());
        OffsetGaps gaps = new OffsetGaps(watch.topic(), admin, lost);
        deserializer.follow(gaps);
        StartOffsets starts = new StartOffsets(admin, group, watch.then(), lost);
        return new EventsReader(kafka.createReader(context), starts, gaps, admin);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        return new WatchedEnumerator(
                kafka.createEnumerator(new PatientContext(context, watch.topic())), watch.begin(context));
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state) throws IOException {
        return new WatchedEnumerator(
                kafka.restoreEnumerator(new PatientContext(context, watch.topic()), state), watch.begin(context));
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return new IdentifiedSplitSerializer(kafka.getSplitSerializer());
    }

    @Override
    public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
        return kafka.getEnumeratorCheckpointSerializer();
    }

    @Override
    public TypeInformation<Incoming> getProducedType() {
        return kafka.getProducedType();
    }

    @Override
    public LineageVertex getLineageVertex() {
        return kafka.getLineageVertex();
    }
}
