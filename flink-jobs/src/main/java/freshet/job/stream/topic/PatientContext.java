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
}
