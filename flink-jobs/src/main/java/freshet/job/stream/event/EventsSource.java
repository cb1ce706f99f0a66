package freshet.job.stream.event;

import freshet.job.settings.JobSettings;
import freshet.job.settings.JobSettings.EventsSettings.EventsStart;
import freshet.job.stream.Incoming;
import freshet.job.stream.event.IdentifiedSplit.IdentifiedSplitSerializer;
import freshet.job.stream.topic.PatientContext;
import freshet.job.stream.topic.TopicAdmin;
import freshet.job.stream.topic.WatchSettings;
import freshet.job.stream.topic.WatchedEnumerator;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
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
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

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
    private final EventDeserializer deserializer; // the one inside of kafka
    private final WatchSettings watch;
    private final String group;

    /** The source of the events of the settings. */
    public static EventsSource of(JobSettings settings) {
        WatchSettings watch = WatchSettings.of(
                settings,
                settings.events().topic(),
                "its offsets in the state mean nothing now: start the job without its savepoint or checkpoint, and"
                        + " with events.start=earliest to read the new topic whole");
        EventDeserializer deserializer = new EventDeserializer(settings.events().format(), Clock.systemUTC());
        String group = settings.kafka().groupId();
        KafkaSource<Incoming> kafka = KafkaSource.<Incoming>builder()
                .setProperties(watch.client())
                .setTopics(watch.topic())
                .setGroupId(group)
                .setStartingOffsets(
                        new OldestWhereGone(offsets(settings.events().start())))
                .setDeserializer(deserializer)
                .build();
        return new EventsSource(kafka, deserializer, watch, group);
    }

    private static OffsetsInitializer offsets(EventsStart start) {
        return switch (start) {
            case EARLIEST -> OffsetsInitializer.earliest();
            case LATEST -> OffsetsInitializer.latest();
            case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
        };
    }

    /** @param deserializer that of {@code kafka} */
    private EventsSource(
            KafkaSource<Incoming> kafka, EventDeserializer deserializer, WatchSettings watch, String group) {
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

    /**
     * Starts where another one says, and goes on at the oldest record wherever the next one is
     * gone. Kafka's source takes what a consumer does then from its first start: one that starts at
     * the latest record would leave out all that is left.
     */
    public static final class OldestWhereGone implements OffsetsInitializer {
        private static final long serialVersionUID = 1L;

        private final OffsetsInitializer start;

        OldestWhereGone(OffsetsInitializer start) {
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
}
