package freshet.job;

import static freshet.job.testing.TestJobs.PATIENCE;
import static freshet.job.testing.TestJobs.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.job.settings.JobSettings;
import freshet.job.stream.table.ModelsTopic;
import freshet.job.testing.TestFlink;
import freshet.job.testing.TestJobs;
import freshet.job.testing.TestTopics;
import freshet.schema.EventCoordinates;
import freshet.serving.testing.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exactly-once where the broker refuses a commit: whole, or ended in words; never missing without a
 * word.
 */
@ExtendWith(TestBroker.class)
class LostTransactionITCase {
    private static final int EVENTS = 20;

    @RegisterExtension
    private static final MiniClusterExtension FLINK = TestFlink.withSlots(2);

    @TempDir
    Path folder;

    private final List<JobClient> jobs = new ArrayList<>();
    private TestTopics topics;
    private Admin admin;

    @BeforeEach
    void open(TestBroker.Running broker) throws Exception {
        topics = new TestTopics(broker.bootstrapServers());
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterEach
    void close() throws Exception {
        HeldCheckpoints.hold(false);
        for (JobClient job : jobs) {
            if (!job.getJobStatus().get().isGloballyTerminalState()) {
                job.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
        admin.close();
        topics.close();
    }

    @Test
    void checkpointsThatFailForLongerThanATransactionLivesEndTheJob() throws Exception {
        String[] settings = {
            "checkpoint.interval=200 ms",
            "checkpoint.timeout=3 s",
            "checkpoint.tolerated-failures=100",
            "delivery.transaction-timeout=10 s"
        };
        JobClient job = start(Optional.empty(), settings);
        eventually().until(() -> completedCheckpoint(job).isPresent()); // all tasks run: transactions are short
        send();
        eventually().until(() -> topics.ledger().size() == EVENTS);
        HeldCheckpoints.hold(true);
        send();
        eventually().until(() -> states().contains(TransactionState.ONGOING));
        eventually()
                .until(() -> states().contains(TransactionState.COMPLETE_ABORT)
                        && !states().contains(TransactionState.ONGOING));
        HeldCheckpoints.hold(false);
        assertThatThrownBy(() -> job.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasStackTraceContaining("answers of transaction test-")
                .hasStackTraceContaining(
                        "Kafka aborted it, as it was open for longer than" + " delivery.transaction-timeout, 10 s")
                .hasStackTraceContaining("./freshet audit --exactly-once");
        assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.FAILED);

        // The newest checkpoint is behind the events: a start from it loses the answers, and says
        // so as well.
        String checkpoint = completedCheckpoint(job).orElseThrow();
        assertThatThrownBy(() -> start(Optional.of(checkpoint), settings)
                        .getJobExecutionResult()
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasStackTraceContaining("delivery.lost-answers=accept");

        List<String> atLeastOnce = new ArrayList<>(List.of(settings));
        atLeastOnce.add("delivery=at-least-once");
        assertThatThrownBy(() -> start(Optional.of(checkpoint), atLeastOnce.toArray(String[]::new))
                        .getJobExecutionResult()
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("transactions of a checkpoint count under at-least-once as well")
                .isInstanceOf(ExecutionException.class)
                .hasStackTraceContaining("delivery.lost-answers=accept");

        List<String> accepting = new ArrayList<>(List.of(settings));
        accepting.addAll(List.of("delivery.lost-answers=accept", "delivery.transaction-timeout=1 min"));
        start(Optional.of(checkpoint), accepting.toArray(String[]::new));
        EventCoordinates next = topics.view("s", "i", 1_000);
        eventually().until(() -> topics.ledger().contains(next));
        assertThat(topics.ledger()).as("those of before and the next").hasSize(EVENTS + 1);
    }

    /** What the savepoint names was committed by the run that went on from it. */
    @Test
    void anOlderSavepointStartsThoughItsTransactionIsCommitted() throws Exception {
        String[] slow = {"checkpoint.interval=10 min", "delivery.transaction-timeout=15 min"};
        JobClient job = start(Optional.empty(), slow);
        send();
        untilWritten(EVENTS);
        JobClient running = job;
        String older = TestJobs.savepoint(
                () -> running.triggerSavepoint(folder.toUri().toString(), SavepointFormatType.NATIVE));
        assertThat(topics.ledger()).as("a savepoint commits nothing").isEmpty();
        String newer = stop(job);
        eventually().until(() -> topics.ledger().size() == EVENTS);

        job = start(Optional.of(older), slow);
        send();
        untilWritten(2 * EVENTS);
        stop(job);
        eventually().until(() -> topics.ledger().size() == 2 * EVENTS);

        // Later runs take the names of its transactions again.
        job = start(Optional.of(newer), "checkpoint.interval=200 ms", "delivery.transaction-timeout=1 min");
        for (int round = 1; round <= 3; round++) {
            int before = topics.ledger().size();
            send();
            eventually().until(() -> topics.ledger().size() > before);
        }
        stop(job);
        int before = topics.ledger().size();
        start(Optional.of(older), "checkpoint.interval=200 ms", "delivery.transaction-timeout=1 min");
        eventually().until(() -> topics.ledger().size() > before);
    }

    /** Its offsets are behind its transactions: what is not committed then is lost. */
    @Test
    void aSavepointOfTransactionsStartsAtLeastOnceAndBack() throws Exception {
        String[] slow = {"checkpoint.interval=10 min", "delivery.transaction-timeout=15 min"};
        JobClient job = start(Optional.empty(), slow);
        send();
        untilWritten(EVENTS);
        JobClient running = job;
        String open = TestJobs.savepoint(
                () -> running.triggerSavepoint(folder.toUri().toString(), SavepointFormatType.NATIVE));
        assertThat(topics.ledger()).as("a savepoint commits nothing").isEmpty();
        cancel(job);

        // Properties that transactions do not allow: the writer has none.
        job = start(
                Optional.of(open),
                "delivery=at-least-once",
                "checkpoint.interval=200 ms",
                "kafka.properties.acks=1",
                "kafka.properties.enable.idempotence=false",
                "kafka.properties.max.in.flight.requests.per.connection=6");
        whole();
        send();
        whole();

        String written = stop(job);
        send();
        start(Optional.of(written), "checkpoint.interval=200 ms", "delivery.transaction-timeout=1 min");
        whole();
        send();
        whole();
    }

    @Test
    void aTransactionLongerThanTheBrokerAllowsEndsTheJob() throws Exception {
        JobClient job = start(Optional.empty(), "delivery.transaction-timeout=20 min");
        assertThatThrownBy(() -> job.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasStackTraceContaining("delivery.transaction-timeout is 20 min, which is over the broker's"
                        + " transaction.max.timeout.ms; lower the one, or raise the other");
    }

    private void send() throws Exception {
        int before = topics.sent().size();
        for (int event = before; event < before + EVENTS; event++) {
            topics.view("s" + event % 7, "i" + event, event);
        }
    }

    /** Each event has its one answer. */
    private void whole() {
        eventually().until(() -> topics.ledger().size() >= topics.sent().size());
        assertThat(topics.ledger()).containsExactlyInAnyOrderElementsOf(topics.sent());
    }

    private static void cancel(JobClient job) throws Exception {
        job.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        eventually().until(() -> job.getJobStatus().get().isGloballyTerminalState());
    }

    private String stop(JobClient job) {
        return TestJobs.savepoint(
                () -> job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.NATIVE));
    }

    /** Of the job's transactions. */
    private List<TransactionState> states() throws Exception {
        String prefix = topics.settings().stream()
                .filter(setting -> setting.startsWith("delivery.transaction-prefix="))
                .findFirst()
                .orElseThrow()
                .split("=")[1];
        return admin.listTransactions().all().get().stream()
                .filter(listing -> listing.transactionalId().startsWith(prefix))
                .map(TransactionListing::state)
                .toList();
    }

    /** Waits until so many events are answered, in transactions that are open or ended. */
    private void untilWritten(int events) {
        eventually().until(() -> topics.written() >= events);
    }

    /** The newest one. */
    private Optional<String> completedCheckpoint(JobClient job) throws IOException {
        Path checkpoints = folder.resolve("checkpoints").resolve(job.getJobID().toHexString());
        if (!Files.exists(checkpoints)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(checkpoints)) {
            return all.filter(path -> Files.exists(path.resolve("_metadata")))
                    .max(Comparator.comparingInt(path ->
                            Integer.parseInt(path.getFileName().toString().replace("chk-", ""))))
                    .map(path -> path.toUri().toString());
        }
    }

    /** With an operator beside the job's own that can hold a checkpoint up. */
    private JobClient start(Optional<String> restored, String... more) throws Exception {
        List<String> all = new ArrayList<>(topics.settings());
        all.addAll(List.of("delivery=exactly-once", "parallelism=2", "events.start=earliest"));
        all.add("checkpoint.dir=" + folder.resolve("checkpoints").toUri());
        all.addAll(List.of(more));
        JobSettings settings = JobSettings.of(all);
        Configuration flink = new Configuration();
        restored.ifPresent(path -> flink.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        RecommenderPipeline.buildUnchecked(env, settings);
        env.fromSource(ModelsTopic.source(settings), WatermarkStrategy.noWatermarks(), "held")
                .uid("held-source")
                .map(new HeldCheckpoints<>())
                .returns(Types.INT)
                .uid("held")
                .sinkTo(new DiscardingSink<>())
                .uid("held-sink");
        JobClient job = env.executeAsync(RecommenderPipeline.name(settings));
        jobs.add(job);
        return job;
    }
}
