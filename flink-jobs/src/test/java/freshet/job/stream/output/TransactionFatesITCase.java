package freshet.job.stream.output;

import static freshet.job.testing.TestJobs.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.job.stream.output.TransactionFates.Fate;
import freshet.serving.testing.TestBroker;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What brokers of both kinds say of a transaction that a checkpoint names. */
@ParameterizedClass
@ValueSource(shorts = {2, 1})
class TransactionFatesITCase {
    private static final String TOPIC = "answers";

    private final short version;
    private TestBroker.Running broker;
    private Admin admin;
    private TransactionFates fates;

    TransactionFatesITCase(short version) {
        this.version = version;
    }

    @BeforeEach
    void start() throws Exception {
        broker = new TestBroker.Running(version);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        fates = new TransactionFates(client(60_000));
    }

    @AfterEach
    void stop() throws Exception {
        admin.close();
        broker.close();
    }

    @Test
    void aSecondCommitIsKnownForOne() throws Exception {
        try (FlinkKafkaInternalProducer<byte[], byte[]> writer = written("a", 60_000)) {
            KafkaCommittable transaction = named(writer);
            writer.commitTransaction();
            commitAgain(transaction);
            assertThat(fates.of(transaction)).isEqualTo(Fate.COMMITTED);
        }
    }

    @Test
    void aCommitAfterARestartIsKnownToo() throws Exception {
        KafkaCommittable transaction;
        try (FlinkKafkaInternalProducer<byte[], byte[]> writer = written("b", 60_000)) {
            transaction = named(writer);
        }
        assertThat(fates.of(transaction)).isEqualTo(Fate.OPEN);
        commit(transaction);
        commitAgain(transaction);
        assertThat(fates.of(transaction)).isEqualTo(Fate.COMMITTED);
    }

    @Test
    void aTimedOutTransactionIsAborted() throws Exception {
        try (FlinkKafkaInternalProducer<byte[], byte[]> writer = written("c", 1_000)) {
            KafkaCommittable transaction = named(writer);
            eventually().until(() -> state("c") == TransactionState.COMPLETE_ABORT);
            assertThatThrownBy(() -> commit(transaction)).satisfies(TransactionFatesITCase::assertRefusal);
            assertThat(fates.of(transaction)).isEqualTo(Fate.ABORTED);
        }
    }

    /**
     * As a writer does after the commit, whose job then fails with a checkpoint that is not
     * complete.
     */
    @Test
    void aNameThatIsTakenAgainAndAbortedIsNoLoss() throws Exception {
        try (FlinkKafkaInternalProducer<byte[], byte[]> writer = written("d", 60_000)) {
            KafkaCommittable transaction = named(writer);
            writer.commitTransaction();
            writer.setTransactionId("d");
            writer.initTransactions();
            assertThat(fates.of(transaction)).isEqualTo(Fate.NAME_TAKEN);
            write(writer);
            assertThat(fates.of(transaction)).isEqualTo(Fate.NAME_TAKEN);
            writer.abortTransaction();
            assertThatThrownBy(() -> commit(transaction)).satisfies(TransactionFatesITCase::assertRefusal);
            assertThat(fates.of(transaction)).isEqualTo(Fate.NAME_TAKEN);
        }
    }

    @Test
    void aNameThatTheBrokerDoesNotKnowIsForgotten() throws Exception {
        assertThat(fates.of(new KafkaCommittable(77, (short) 3, "never", null))).isEqualTo(Fate.FORGOTTEN);
    }

    private TransactionState state(String id) throws Exception {
        return admin.describeTransactions(List.of(id)).description(id).get().state();
    }

    private FlinkKafkaInternalProducer<byte[], byte[]> written(String id, int timeoutMillis) {
        FlinkKafkaInternalProducer<byte[], byte[]> producer =
                new FlinkKafkaInternalProducer<>(client(timeoutMillis), id);
        producer.initTransactions();
        write(producer);
        return producer;
    }

    private static void write(FlinkKafkaInternalProducer<byte[], byte[]> producer) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TOPIC, new byte[1]));
        producer.flush();
    }

    /** As a checkpoint names it. */
    private static KafkaCommittable named(FlinkKafkaInternalProducer<byte[], byte[]> producer) {
        return new KafkaCommittable(producer.getProducerId(), producer.getEpoch(), producer.getTransactionalId(), null);
    }

    private void commit(KafkaCommittable transaction) {
        try (FlinkKafkaInternalProducer<byte[], byte[]> producer =
                new FlinkKafkaInternalProducer<>(client(60_000), transaction.getTransactionalId())) {
            producer.resumeTransaction(transaction.getProducerId(), transaction.getEpoch());
            producer.commitTransaction();
        }
    }

    /**
     * The broker takes a second commit or refuses it, by what the client has learned so far of the
     * broker's version of transactions.
     */
    private void commitAgain(KafkaCommittable transaction) {
        try {
            commit(transaction);
        } catch (KafkaException e) {
            assertRefusal(e);
        }
    }

    private static void assertRefusal(Throwable thrown) {
        assertThat(WatchedRequest.REFUSALS).anyMatch(refusal -> refusal.isInstance(thrown));
    }

    private Properties client(int timeoutMillis) {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", broker.bootstrapServers());
        client.setProperty("transaction.timeout.ms", "" + timeoutMillis);
        client.setProperty("key.serializer", ByteArraySerializer.class.getName());
        client.setProperty("value.serializer", ByteArraySerializer.class.getName());
        return client;
    }
}
