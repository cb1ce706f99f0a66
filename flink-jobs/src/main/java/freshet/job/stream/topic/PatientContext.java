package freshet.job.stream.topic;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An enumerator's surroundings that keep failures of a repeated question from it, see {@link
 * PatientHandler}.
 */
public final class PatientContext implements SplitEnumeratorContext<KafkaPartitionSplit> {
    private final SplitEnumeratorContext<KafkaPartitionSplit> context;
    private final String topic;

    /** @param topic that is asked about, for the log */
    public PatientContext(SplitEnumeratorContext<KafkaPartitionSplit> context, String topic) {
        this.context = context;
        this.topic = topic;
    }

    @Override
    public <T> void callAsync(
            Callable<T> question, BiConsumer<T, Throwable> handler, long initialDelayMillis, long periodMillis) {
        context.callAsync(question, new PatientHandler<>(handler, topic), initialDelayMillis, periodMillis);
    }

    @Override
    public <T> void callAsync(Callable<T> question, BiConsumer<T, Throwable> handler) {
        context.callAsync(question, handler);
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
        return context.metricGroup();
    }

    @Override
    public void sendEventToSourceReader(int subtask, SourceEvent event) {
        context.sendEventToSourceReader(subtask, event);
    }

    @Override
    public void sendEventToSourceReader(int subtask, int attempt, SourceEvent event) {
        context.sendEventToSourceReader(subtask, attempt, event);
    }

    @Override
    public int currentParallelism() {
        return context.currentParallelism();
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        return context.registeredReaders();
    }

    @Override
    public Map<Integer, Map<Integer, ReaderInfo>> registeredReadersOfAttempts() {
        return context.registeredReadersOfAttempts();
    }

    @Override
    public void assignSplits(SplitsAssignment<KafkaPartitionSplit> assignment) {
        context.assignSplits(assignment);
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
        context.signalNoMoreSplits(subtask);
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
        context.runInCoordinatorThread(runnable);
    }

    @Override
    public void setIsProcessingBacklog(boolean backlog) {
        context.setIsProcessingBacklog(backlog);
    }

    /**
     * Passes on the answers to a repeated question to brokers. Once there was one, it passes on no
     * failure for want of an answer: Kafka's source would fail the job of it, though its consumers
     * wait for the brokers to come back.
     *
     * @param <T> answers
     */
    static final class PatientHandler<T> implements BiConsumer<T, Throwable> {
        private static final Logger LOG = LoggerFactory.getLogger(PatientHandler.class);

        private final BiConsumer<T, Throwable> handler;
        private final String topic;
        private boolean answered;
        private boolean waiting;

        /** @param topic that is asked about, for the log */
        PatientHandler(BiConsumer<T, Throwable> handler, String topic) {
            this.handler = handler;
            this.topic = topic;
        }

        @Override
        public void accept(T answer, @Nullable Throwable failure) {
            if (failure == null) {
                if (waiting) {
                    LOG.info("the brokers tell of topic {} again", topic);
                }
                answered = true;
                waiting = false;
                handler.accept(answer, null);
            } else if (answered
                    && ExceptionUtils.findThrowable(failure, TimeoutException.class)
                            .isPresent()) {
                if (!waiting) {
                    LOG.warn("no broker tells of topic {}: {}; the job waits", topic, failure.toString());
                }
                waiting = true;
            } else {
                handler.accept(answer, failure);
            }
        }
    }
}
