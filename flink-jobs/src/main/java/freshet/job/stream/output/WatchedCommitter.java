package freshet.job.stream.output;

import freshet.job.settings.Durations;
import freshet.job.settings.JobSettings.OutputSettings;
import freshet.job.settings.JobSettings.OutputSettings.LostAnswers;
import freshet.job.stream.output.TransactionFates.Fate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.FlinkRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits as the connector does, and looks into every refusal of the broker. What the running job
 * has written itself is lost then; what a checkpoint names may have been committed before the
 * failure, and is lost where the broker says that it was aborted. Lost answers end the job for
 * good: their events are behind the checkpoint's offsets, so that a restart would not answer them
 * either.
 */
final class WatchedCommitter implements Committer<KafkaCommittable> {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedCommitter.class);

    private final Committer<KafkaCommittable> committer;
    private final TransactionFates fates;
    private final OutputSettings output;

    WatchedCommitter(Committer<KafkaCommittable> committer, TransactionFates fates, OutputSettings output) {
        this.committer = committer;
        this.fates = fates;
        this.output = output;
    }

    /** @throws SuppressRestartsException if answers are lost */
    @Override
    public void commit(Collection<CommitRequest<KafkaCommittable>> requests) throws IOException, InterruptedException {
        List<WatchedRequest> watched =
                requests.stream().map(WatchedRequest::new).toList();
        committer.commit(new ArrayList<>(watched));
        for (WatchedRequest request : watched) {
            if (request.refused()) {
                judge(request);
            }
        }
    }

    private void judge(WatchedRequest request) throws IOException, InterruptedException {
        KafkaCommittable transaction = request.getCommittable();
        Fate fate = fates.of(transaction);
        switch (fate) {
            case COMMITTED -> request.signalAlreadyCommitted();
            case NAME_TAKEN -> {
                if (request.ofThisRun()) {
                    throw lost(
                            transaction,
                            "its name was taken by another job; give each job on a Kafka cluster a"
                                    + " delivery.transaction-prefix of its own");
                }
                LOG.warn(
                        "transaction {} of the checkpoint is over and its name in use again, as after a commit; if"
                                + " another checkpoint was gone on from since, look by ./freshet audit --exactly-once"
                                + " whether answers are missing",
                        transaction.getTransactionalId());
                request.signalAlreadyCommitted();
            }
            case ABORTED ->
                refuse(
                        request,
                        "Kafka aborted it, as it was open for longer than delivery.transaction-timeout, "
                                + Durations.text(output.transactionTimeout()));
            case FORGOTTEN -> refuse(request, "Kafka has forgotten it, and does not say whether it was committed");
            case OPEN ->
                throw new IOException(
                        "transaction " + transaction.getTransactionalId() + " is open, and Kafka refuses to commit it");
        }
    }

    private void refuse(WatchedRequest request, String why) {
        KafkaCommittable transaction = request.getCommittable();
        if (request.ofThisRun() || output.lostAnswers() == LostAnswers.FAIL) {
            throw lost(transaction, why);
        }
        LOG.warn(
                "answers of transaction {} are lost ({}), and delivery.lost-answers accepts that; set it back to fail",
                transaction.getTransactionalId(),
                why);
    }

    private static SuppressRestartsException lost(KafkaCommittable transaction, String why) {
        return new SuppressRestartsException(new FlinkRuntimeException("answers of transaction "
                + transaction.getTransactionalId() + " are lost: " + why
                + ". The job ends, as a restart would not answer their events again. Count what is missing by"
                + " ./freshet audit --exactly-once; then start from the newest checkpoint with"
                + " delivery.lost-answers=accept, or from an older one, which repeats answers"));
    }

    @Override
    public void close() throws Exception {
        committer.close();
    }
}
