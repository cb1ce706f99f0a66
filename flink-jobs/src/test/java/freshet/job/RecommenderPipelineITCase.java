package freshet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import freshet.job.settings.JobSettings;
import freshet.job.testing.Rankings;
import freshet.job.testing.TestBroker;
import freshet.job.testing.TestTopics;
import freshet.job.testing.TinyGru;
import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RejectedEvent;
import freshet.schema.RejectionReason;
import freshet.schema.SessionEvent;
import freshet.schema.codec.SingleObjectCodec;
import freshet.schema.event.EventFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole job between a real broker and a real Flink cluster in this JVM. */
@ExtendWith(TestBroker.class)
class RecommenderPipelineITCase {
    @RegisterExtension
    private static final MiniClusterExtension FLINK =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(3)
                    .build());

    @TempDir
    Path folder;

    private final TinyGru first = new TinyGru(12, 1);
    private final TinyGru second = new TinyGru(12, 2);
    private final Map<EventCoordinates, List<String>> histories = new HashMap<>(); // of each event's session, with it
    private final Map<String, List<String>> sessions = new HashMap<>(); // items sent so far
    private final List<JobClient> running = new ArrayList<>();
    private TestTopics topics;

    @BeforeEach
    void createTopics(TestBroker.Running broker) throws Exception {
        topics = new TestTopics(broker.bootstrapServers());
    }

    @AfterEach
    void stop() throws Exception {
        for (JobClient job : running) {
            if (!job.getJobStatus().get().isGloballyTerminalState()) {
                job.cancel().get(30, TimeUnit.SECONDS);
            }
            eventually().until(() -> job.getJobStatus().get().isGloballyTerminalState());
        }
        topics.close();
    }

    private JobClient start(String... overrides) throws Exception {
        return start(Optional.empty(), overrides);
    }

    private JobClient start(Optional<String> savepoint, String... overrides) throws Exception {
        List<String> all = new ArrayList<>(topics.settings());
        all.addAll(List.of(
                "checkpoint.interval=300 ms",
                "checkpoint.dir=" + folder.resolve("checkpoints").toUri(),
                "delivery.transaction-timeout=1 min"));
        all.addAll(List.of(overrides));
        Configuration recovery = new Configuration();
        savepoint.ifPresent(path -> recovery.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(recovery);
        RecommenderPipeline.build(env, JobSettings.of(all));
        JobClient job = env.executeAsync("test");
        running.add(job);
        return job;
    }

    private void view(String session, int item, long second) throws Exception {
        EventCoordinates at = topics.view(session, "i" + item, second);
        List<String> items = sessions.computeIfAbsent(session, id -> new ArrayList<>());
        items.add("i" + item);
        histories.put(at, List.copyOf(items));
    }

    @Test
    void aFreshStartServesTheModelThatStandsAnnounced() throws Exception {
        topics.announce(first.publish(folder, 3));
        topics.announce(second.publish(folder, 7));
        for (int i = 0; i < 40; i++) {
            view("s" + i % 8, i % 12, i);
        }
        start("parallelism=2");
        eventually().until(() -> topics.ledger().size() == 40);
        assertThat(topics.recommendations())
                .allSatisfy(answer -> assertThat(answer.getModelVersion()).isEqualTo(7))
                .allSatisfy(answer -> assertRanking(answer, second));
    }

    @Test
    void aSwapInMidStreamAnswersEveryEventOnceAndFoldsOpenSessionsFromTheirStart() throws Exception {
        topics.announce(first.publish(folder, 1));
        start("parallelism=2");
        int round = 0;
        for (; round < 5; round++) {
            sendRound(round);
        }
        eventually().until(() -> topics.ledger().size() == topics.sent().size());
        topics.announce(second.publish(folder, 2));
        // Events go on while the new model loads and takes over, until it has answered in every session.
        for (; !everySessionHasAnAnswerOf(2) && round < 45; round++) {
            sendRound(round);
        }
        sendRound(round);
        assertLedger();
        assertThat(topics.rejected()).isEmpty();
        Map<String, Long> versions = new HashMap<>();
        List<Recommendation> inOffsetOrder = topics.recommendations().stream()
                .sorted(Comparator.comparingLong(answer -> answer.getEvent().getOffset()))
                .toList();
        for (Recommendation answer : inOffsetOrder) {
            assertThat(answer.getModelVersion()).isIn(1L, 2L);
            assertThat(answer.getModelVersion())
                    .as("no way back to an older model")
                    .isGreaterThanOrEqualTo(versions.getOrDefault(answer.getSessionId(), 0L));
            versions.put(answer.getSessionId(), answer.getModelVersion());
            assertRanking(answer, answer.getModelVersion() == 1 ? first : second);
        }
        assertThat(versions.values()).containsOnly(2L);
    }

    private void sendRound(int round) throws Exception {
        for (int session = 0; session < 10; session++) {
            view("s" + session, (session * 5 + round * 7) % 12, 10L * round);
        }
    }

    private boolean everySessionHasAnAnswerOf(long version) {
        return topics.recommendations().stream()
                        .filter(answer -> answer.getModelVersion() == version)
                        .map(Recommendation::getSessionId)
                        .distinct()
                        .count()
                == 10;
    }

    @Test
    void aJobStoppedWithASavepointGoesOnWithAnotherParallelismAndTheLedgerHolds() throws Exception {
        topics.announce(first.publish(folder, 1));
        JobClient before = start("parallelism=2", "delivery=exactly-once");
        for (int round = 0; round < 5; round++) {
            sendRound(round);
        }
        topics.view("s1", "i5", 0); // what s1 began with: a duplicate
        topics.raw(new byte[] {1}, new byte[] {2});
        eventually().until(() -> topics.ledger().size() >= 30);
        String savepoint = before.stopWithSavepoint(
                        false, folder.resolve("savepoints").toUri().toString(), SavepointFormatType.CANONICAL)
                .get(60, TimeUnit.SECONDS);
        for (int round = 5; round < 10; round++) {
            sendRound(round);
        }
        start(Optional.of(savepoint), "parallelism=3", "delivery=exactly-once");
        assertLedger();
        assertThat(topics.rejected())
                .extracting(RejectedEvent::getReason)
                .containsExactlyInAnyOrder(RejectionReason.DUPLICATE, RejectionReason.MALFORMED);
        assertThat(topics.recommendations())
                .hasSize(100)
                .allSatisfy(answer -> assertThat(answer.getModelVersion()).isEqualTo(1))
                .allSatisfy(answer -> assertRanking(answer, first));
    }

    @Test
    void aLostTaskManagerCostsNoEventAndRepeatsNoneUnderExactlyOnce(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        topics.announce(first.publish(folder, 1));
        JobClient job = start("parallelism=2", "delivery=exactly-once");
        for (int round = 0; round < 5; round++) {
            sendRound(round);
        }
        eventually().until(() -> topics.ledger().size() >= 20); // some checkpoint is complete
        sendRound(5);
        cluster.terminateTaskManager(0).get(30, TimeUnit.SECONDS);
        sendRound(6);
        cluster.startTaskManager();
        sendRound(7);
        assertLedger();
        assertThat(topics.recommendations()).allSatisfy(answer -> assertRanking(answer, first));
        assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void everyKindOfBadJsonIsRejectedWithItsReasonAndBytesAndNothingElseIsLost() throws Exception {
        start("events.format=json", "parallelism=2");
        long dayAhead = System.currentTimeMillis() + Duration.ofDays(1).toMillis() + 600_000;
        Map<EventCoordinates, byte[]> bad = new HashMap<>();
        for (String text : List.of(
                "not JSON",
                "{\"sessionId\":\"s\"",
                "[1,2]",
                json("", "i1", 1_600_000_000_000L),
                json("s", "", 1_600_000_000_000L),
                json("s".repeat(257), "i1", 1_600_000_000_000L),
                json("s", "i".repeat(257), 1_600_000_000_000L),
                json("s", "i1", 946_684_799_999L),
                json("s", "i1", dayAhead),
                json("s", "i1" + " ".repeat(1 << 20), 1_600_000_000_000L))) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            bad.put(topics.raw("s".getBytes(StandardCharsets.UTF_8), bytes), bytes);
            topics.view("good", "i" + bad.size(), bad.size(), EventFormat.JSON);
        }
        assertRejected(bad);
        assertThat(topics.recommendations()).hasSize(10).allSatisfy(answer -> assertThat(answer.getSource())
                .isEqualTo(RecommendationSource.NONE));
    }

    @Test
    void everyKindOfBadAvroIsRejectedWithItsReasonAndBytesAndNothingElseIsLost() throws Exception {
        start("parallelism=2");
        EventCoordinates good = topics.view("good", "i1", 1);
        byte[] event = EventFormat.AVRO.encode(SessionEvent.newBuilder()
                .setSessionId("s")
                .setItemId("i")
                .setEventTime(Instant.ofEpochMilli(1_600_000_000_000L))
                .build());
        Map<EventCoordinates, byte[]> bad = new HashMap<>();
        for (byte[] bytes : List.of(
                Arrays.copyOf(event, event.length - 3),
                new SingleObjectCodec<>(EventCoordinates.class).encode(good),
                "not Avro".getBytes(StandardCharsets.UTF_8),
                new byte[1 << 20])) {
            bad.put(topics.raw(null, bytes), bytes);
        }
        bad.put(topics.raw(null, null), new byte[0]);
        topics.view("good", "i2", 2);
        assertRejected(bad);
        assertThat(topics.recommendations()).hasSize(2);
    }

    private static String json(String session, String item, long time) {
        return "{\"sessionId\":\"" + session + "\",\"itemId\":\"" + item + "\",\"eventTime\":" + time + "}";
    }

    private void assertRejected(Map<EventCoordinates, byte[]> bad) {
        assertLedger();
        assertThat(topics.rejected()).hasSize(bad.size()).allSatisfy(rejection -> {
            byte[] sent = bad.get(rejection.getEvent());
            assertThat(rejection.getDetail()).isNotBlank();
            assertThat(rejection.getRawSize()).isEqualTo(sent.length);
            assertThat(rejection.getRaw().array()).isEqualTo(Arrays.copyOf(sent, Math.min(sent.length, 65_536)));
            assertThat(rejection.getDetail().contains("cut")).isEqualTo(sent.length > 65_536);
        });
    }

    /** Every event sent is answered or rejected exactly once. */
    private void assertLedger() {
        eventually().until(() -> topics.ledger().size() >= topics.sent().size());
        assertThat(topics.ledger()).containsExactlyInAnyOrderElementsOf(topics.sent());
    }

    /** The answer is what the reference gives to the session's events up to this one. */
    private void assertRanking(Recommendation answer, TinyGru model) {
        List<String> history = histories.get(answer.getEvent());
        assertThat(answer.getPosition()).isEqualTo(history.size());
        Rankings.assertRanking(answer, model.items().size(), model, history);
    }

    private static ConditionFactory eventually() {
        return await().pollInSameThread().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20));
    }
}
