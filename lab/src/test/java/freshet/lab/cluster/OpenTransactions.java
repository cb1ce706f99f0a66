package freshet.lab.cluster;

import freshet.cli.kafka.KafkaConnection;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;

/** The transactions that a Kafka cluster waits for. */
final class OpenTransactions {
    private OpenTransactions() {}

    /** How many are neither committed nor aborted. */
    static int of(KafkaConnection kafka) {
        try (Admin admin = kafka.admin()) {
            return admin.listTransactions(new ListTransactionsOptions()
                            .filterStates(Set.of(
                                    TransactionState.ONGOING,
                                    TransactionState.PREPARE_ABORT,
                                    TransactionState.PREPARE_COMMIT)))
                    .all()
                    .get()
                    .size();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not list its transactions", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
