package freshet.job.stream.topic;

import java.util.function.BiConsumer;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on the answers to a repeated question to brokers. Once there was one, it passes on no
 * failure for want of an answer: Kafka's source would fail the job of it, though its consumers wait
 * for the brokers to come back.
 *
 * @param <T> answers
 */
final class PatientHandler<T> implements BiConsumer<T, Throwable> {
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
                && ExceptionUtils.findThrowable(failure, TimeoutException.class).isPresent()) {
            if (!waiting) {
                LOG.warn("no broker tells of topic {}: {}; the job waits", topic, failure.toString());
            }
            waiting = true;
        } else {
            handler.accept(answer, failure);
        }
    }
}
