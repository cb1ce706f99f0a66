package freshet.job.stream.output;

import java.util.List;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.UnknownProducerIdException;

/**
 * Passes on to Flink what the connector says of a transaction, and keeps in mind that the broker
 * refused it. For one thread.
 */
final class WatchedRequest implements CommitRequest<KafkaCommittable> {
    /** By which a broker says that it does not commit a transaction. */
    static final List<Class<? extends Throwable>> REFUSALS = List.of(
            ProducerFencedException.class,
            InvalidTxnStateException.class,
            InvalidProducerEpochException.class,
            InvalidPidMappingException.class,
            UnknownProducerIdException.class);

    private final CommitRequest<KafkaCommittable> request;
    private final boolean ofThisRun;
    private boolean refused;

    WatchedRequest(CommitRequest<KafkaCommittable> request) {
        this.request = request;
        this.ofThisRun = request.getCommittable().getProducer().isPresent();
    }

    /** Whether the broker has refused the commit. */
    boolean refused() {
        return refused;
    }

    /**
     * Whether a writer of this run has written it, and hands over its producer; what a checkpoint
     * names has none.
     */
    boolean ofThisRun() {
        return ofThisRun;
    }

    @Override
    public KafkaCommittable getCommittable() {
        return request.getCommittable();
    }

    /** The connector's log shows it. */
    @Override
    public String toString() {
        return getCommittable().toString();
    }

    @Override
    public int getNumberOfRetries() {
        return request.getNumberOfRetries();
    }

    @Override
    public void signalFailedWithKnownReason(Throwable reason) {
        refused = true;
        request.signalFailedWithKnownReason(reason);
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable reason) {
        if (REFUSALS.stream().anyMatch(refusal -> ExceptionUtils.findThrowable(reason, refusal)
                .isPresent())) {
            signalFailedWithKnownReason(reason);
        } else {
            request.signalFailedWithUnknownReason(reason);
        }
    }

    @Override
    public void retryLater() {
        request.retryLater();
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable committable) {
        request.updateAndRetryLater(committable);
    }

    @Override
    public void signalAlreadyCommitted() {
        request.signalAlreadyCommitted();
    }
}
