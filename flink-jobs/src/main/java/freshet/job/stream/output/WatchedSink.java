package freshet.job.stream.output;

import freshet.job.settings.Durations;
import freshet.job.settings.JobSettings.OutputSettings;
import freshet.job.stream.topic.TopicAdmin;
import java.io.IOException;
import java.util.Collection;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * The connector's sink, all of it, but for three things. A transaction that the broker refuses to
 * commit ends the job where answers are lost with it; the connector writes a line and goes on. What
 * a checkpoint of exactly-once has left open is committed under at-least-once as well; the
 * connector counts it as committed and does nothing. And a topic that is missing at the start is an
 * error; the connector's producer has the brokers make it, where these allow so.
 */
final class WatchedSink<T>
        implements Sink<T>,
                SupportsWriterState<T, KafkaWriterState>,
                SupportsCommitter<KafkaCommittable>,
                SupportsPostCommitTopology<KafkaCommittable>,
                LineageVertexProvider {
    private static final long serialVersionUID = 1L;

    // The client hands over the broker's words, and no exception of its own.
    private static final String BROKERS_MOST = "transaction.max.timeout.ms";

    private final KafkaSink<T> sink;
    private final KafkaSink<T> transactions;
    private final Properties client;
    private final OutputSettings output;
    private final String topic;

    /**
     * @param sink of the connector; it writes
     * @param transactions commits; a sink of exactly-once, also beside a writer of at-least-once
     * @param client how Kafka is reached
     * @param output how the sink delivers
     * @param topic that it writes to
     */
    WatchedSink(KafkaSink<T> sink, KafkaSink<T> transactions, Properties client, OutputSettings output, String topic) {
        this.sink = sink;
        this.transactions = transactions;
        this.client = client;
        this.output = output;
        this.topic = topic;
    }

    @Override
    public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) throws IOException {
        return new WatchedCommitter(transactions.createCommitter(context), new TransactionFates(client), output);
    }

    @Override
    public StatefulSinkWriter<T, KafkaWriterState> createWriter(WriterInitContext context) throws IOException {
        requireTopic();
        try {
            return sink.createWriter(context);
        } catch (RuntimeException e) {
            throw explained(e);
        }
    }

    @Override
    public StatefulSinkWriter<T, KafkaWriterState> restoreWriter(
            WriterInitContext context, Collection<KafkaWriterState> states) {
        requireTopic();
        try {
            return sink.restoreWriter(context, states);
        } catch (RuntimeException e) {
            throw explained(e);
        }
    }

    @Override
    public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
        return sink.getCommittableSerializer();
    }

    @Override
    public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
        return sink.getWriterStateSerializer();
    }

    @Override
    public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committables) {
        sink.addPostCommitTopology(committables);
    }

    @Override
    public LineageVertex getLineageVertex() {
        return sink.getLineageVertex();
    }

    /** @throws IllegalStateException if it does not exist */
    private void requireTopic() {
        try (TopicAdmin admin = new TopicAdmin(client, topic)) {
            admin.identity();
        }
    }

    /** A restart would meet the same broker. */
    private RuntimeException explained(RuntimeException e) {
        return ExceptionUtils.findThrowableWithMessage(e, BROKERS_MOST)
                .<RuntimeException>map(refused -> new SuppressRestartsException(new FlinkRuntimeException(
                        "delivery.transaction-timeout is " + Durations.text(output.transactionTimeout())
                                + ", which is over the broker's " + BROKERS_MOST
                                + "; lower the one, or raise the other")))
                .orElse(e);
    }
}
