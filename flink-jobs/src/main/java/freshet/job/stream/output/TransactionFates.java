package freshet.job.stream.output;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/**
 * Asks the broker what became of a transaction. A second commit and the commit of an aborted one
 * are refused in the same words, but the coordinator remembers the last state of a name.
 *
 * <p>With e the epoch of the transaction: its own producer's commit leaves e (e + 1 with
 * transaction version 2), a time-out aborts it and leaves e + 1. Taken again, the name has e + 1
 * and more; with version 2 an abort of that later transaction leaves e + 2 at least. With older
 * versions it leaves e + 1, like a time-out; then the time decides: nothing that began a shorter
 * while ago than the transactions' time can have timed out.
 */
final class TransactionFates {
    private static final String VERSION = "transaction.version";
    private static final short BUMPS_EPOCHS = 2;

    private final Properties client;

    /** @param client how Kafka is reached */
    TransactionFates(Properties client) {
        this.client = client;
    }

    /** @throws IOException if the broker does not say it */
    Fate of(KafkaCommittable transaction) throws IOException, InterruptedException {
        String id = transaction.getTransactionalId();
        try (Admin admin = Admin.create(client)) {
            return of(
                    transaction,
                    admin.describeTransactions(List.of(id)).description(id).get(),
                    admin);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransactionalIdNotFoundException) {
                return Fate.FORGOTTEN;
            }
            throw new IOException("Kafka does not say what became of transaction " + id, e.getCause());
        }
    }

    private static Fate of(KafkaCommittable transaction, TransactionDescription last, Admin admin)
            throws ExecutionException, InterruptedException {
        int epochsLater = last.producerEpoch() - transaction.getEpoch();
        if (last.producerId() != transaction.getProducerId() || epochsLater < 0 || epochsLater > 1) {
            return Fate.NAME_TAKEN;
        }
        return switch (last.state()) {
            case COMPLETE_COMMIT, PREPARE_COMMIT -> Fate.COMMITTED;
            case COMPLETE_ABORT, PREPARE_ABORT, PREPARE_EPOCH_FENCE ->
                bumpsEpochs(admin) || epochsLater == 0 || mayHaveTimedOut(last) ? Fate.ABORTED : Fate.NAME_TAKEN;
            case ONGOING -> epochsLater == 0 ? Fate.OPEN : Fate.NAME_TAKEN;
            default -> Fate.NAME_TAKEN;
        };
    }

    private static boolean bumpsEpochs(Admin admin) throws ExecutionException, InterruptedException {
        Optional<FinalizedVersionRange> version = Optional.ofNullable(admin.describeFeatures()
                .featureMetadata()
                .get()
                .finalizedFeatures()
                .get(VERSION));
        return version.filter(range -> range.maxVersionLevel() >= BUMPS_EPOCHS).isPresent();
    }

    private static boolean mayHaveTimedOut(TransactionDescription last) {
        long start = last.transactionStartTimeMs().orElse(0);
        return System.currentTimeMillis() - start >= last.transactionTimeoutMs();
    }

    /** What became of a transaction that the broker refuses to commit. */
    enum Fate {
        /** It is committed: what is refused is a second commit. */
        COMMITTED,
        /** The broker has aborted it, and readers of committed records never see what is in it. */
        ABORTED,
        /**
         * Its name belongs to a later transaction; a writer takes a name again after its commit
         * alone.
         */
        NAME_TAKEN,
        /** The broker has forgotten its name, which it does some days after the last use. */
        FORGOTTEN,
        /** It is open still: the refusal had another reason. */
        OPEN
    }
}
