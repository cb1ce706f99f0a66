package freshet.job;

import static freshet.job.testing.TestJobs.PATIENCE;
import static freshet.job.testing.TestJobs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.testing.JobOnBroker;
import freshet.job.testing.Prometheus;
import freshet.job.testing.Rankings;
import freshet.job.testing.TestFlink;
import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RejectedEvent;
import freshet.schema.RejectionReason;
import freshet.serving.testing.TinyGru;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole job between a real broker and a real Flink cluster in this JVM. */
class RecommenderPipelineITCase extends JobOnBroker {
    private static final Prometheus PROMETHEUS = new Prometheus();

    @RegisterExtension
    private static final MiniClusterExtension FLINK = TestFlink.withSlots(3, PROMETHEUS.in(new Configuration()));

    private final TinyGru first = new TinyGru(12, 1);
    private final TinyGru second = new TinyGru(12, 2);
    private final Map<EventCoordinates, List<String>> histories = new HashMap<>(); // of each event's session, with it
    private final Map<String, List<String>> sessions = new HashMap<>(); // items sent so far

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
        jobs.start("parallelism=2");
        eventually().until(() -> topics.ledger().size() == 40);
        assertThat(topics.recommendations())
                .allSatisfy(answer -> assertThat(answer.getModelVersion()).isEqualTo(7))
                .allSatisfy(answer -> assertRanking(answer, second));
    }

    @Test
    void aSwapAnswersEveryEventOnceAndFoldsOpenSessionsAnew() throws Exception {
        topics.announce(first.publish(folder, 1));
        jobs.start("parallelism=2");
        int round = 0;
        for (; round < 5; round++) {
            sendRound(round);
        }
        eventually().until(() -> topics.ledger().size() == topics.sent().size());
        topics.announce(second.publish(folder, 2));
        // Events go on while the new model loads and takes over, as long as a session keeps all of
        // them.
        for (; !bothInstancesServe(2) && round < 45; round++) {
            sendRound(round);
        }
        eventually().until(() -> bothInstancesServe(2));
        sendRound(round);
        jobs.assertLedger();
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

    private static boolean bothInstancesServe(long version) throws Exception {
        return PROMETHEUS.sum("modelVersion") == 2 * version;
    }

    @Test
    void aSavepointGoesOnWithAnotherParallelismWithoutALoss() throws Exception {
        topics.announce(first.publish(folder, 1));
        JobClient before = jobs.start("parallelism=2", "delivery=exactly-once");
        for (int round = 0; round < 5; round++) {
            sendRound(round);
        }
        topics.view("s1", "i5", 0); // what s1 began with: a duplicate
        topics.raw(new byte[] {1}, new byte[] {2});
        eventually().until(() -> topics.ledger().size() >= 30);
        String savepoint = jobs.stopWithSavepoint(before);
        for (int round = 5; round < 10; round++) {
            sendRound(round);
        }
        jobs.start(Optional.of(savepoint), "parallelism=3", "delivery=exactly-once");
        jobs.assertLedger();
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
        JobClient job = jobs.start("parallelism=2", "delivery=exactly-once");
        for (int round = 0; round < 5; round++) {
            sendRound(round);
        }
        eventually().until(() -> topics.ledger().size() >= 20); // some checkpoint is complete
        sendRound(5);
        cluster.terminateTaskManager(0).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        sendRound(6);
        cluster.startTaskManager();
        sendRound(7);
        jobs.assertLedger();
        assertThat(topics.recommendations()).allSatisfy(answer -> assertRanking(answer, first));
        assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
    }

    /** The answer is what the reference gives to the session's events up to this one. */
    private void assertRanking(Recommendation answer, TinyGru model) {
        List<String> history = histories.get(answer.getEvent());
        assertThat(answer.getPosition()).isEqualTo(history.size());
        Rankings.assertRanking(answer, model.items().size(), model, history);
    }
}
