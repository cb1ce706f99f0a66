package freshet.job;

import static freshet.job.testing.TestJobs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.testing.JobOnBroker;
import freshet.job.testing.Prometheus;
import freshet.job.testing.TestFlink;
import freshet.serving.Announcement;
import freshet.serving.testing.TinyGru;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * When a batch is answered in Flink's real loop, between input, mail and timers. Neither a
 * watermark nor a checkpoint comes here, each of which would answer what has been gathered: what is
 * answered is so because it was full, or because the trigger saw that nothing else waits.
 */
class FlushTriggerITCase extends JobOnBroker {
    private static final int BACKLOG = 1_000;
    private static final Prometheus PROMETHEUS = new Prometheus();

    @RegisterExtension
    private static final MiniClusterExtension FLINK = TestFlink.withSlots(1, PROMETHEUS.in(new Configuration()));

    private Announcement announcement;

    @BeforeEach
    void announce() throws Exception {
        announcement = new TinyGru(12, 1).publish(folder, 1);
        topics.announce(announcement);
    }

    private JobClient start(String... overrides) throws Exception {
        return start(Optional.empty(), overrides);
    }

    private JobClient start(Optional<String> savepoint, String... overrides) throws Exception {
        Configuration flink = new Configuration();
        savepoint.ifPresent(path -> flink.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
        flink.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofHours(1));
        List<String> all = new ArrayList<>(List.of(overrides));
        all.addAll(
                List.of("parallelism=1", "checkpoint.interval=1 h", "events.idle-timeout=1 h", topics.itemsSetting()));
        return jobs.start(flink, all.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 ms", "20 ms"})
    void anEventIsAnsweredThoughNoOtherFollowsWhileNoticesFlow(String linger) throws Exception {
        start("batch.linger=" + linger);
        for (int event = 0; event < 20; event++) {
            topics.view("s" + event % 3, "i" + event % 12, event);
            topics.availability("i3", event % 2 == 0);
            topics.availability("i4", event % 2 == 1);
            topics.announce(announcement); // once more: a swap would answer what is gathered
            int answered = event + 1;
            eventually().until(() -> topics.ledger().size() == answered);
        }
        jobs.assertLedger();
        assertThat(PROMETHEUS.sum("batchedEvents")).isEqualTo(20);
    }

    /**
     * How many wait is up to the machine as well, which may let the task of the answers run after
     * each event: then another backlog is tried.
     */
    @Test
    void eventsThatWaitAreAnsweredTogetherWhileNoticesFlow() throws Exception {
        double batches = BACKLOG;
        Optional<String> savepoint = Optional.empty();
        for (int attempt = 1; attempt <= 5 && batches >= BACKLOG / 4.0; attempt++) {
            sendBacklog(1_000L * attempt);
            JobClient job = start(savepoint, "batch.max-size=32");
            jobs.assertLedger();
            assertThat(PROMETHEUS.sum("batchedEvents")).isEqualTo(BACKLOG);
            batches = PROMETHEUS.sum("batches");
            savepoint = Optional.of(jobs.stopWithSavepoint(job));
        }
        assertThat(batches).as("batches of many events each").isLessThan(BACKLOG / 4.0);
    }

    private void sendBacklog(long second) throws Exception {
        for (int event = 0; event < BACKLOG; event++) {
            topics.view("s" + event % 200, "i" + event % 12, second + event / 200);
            if (event % 10 == 0) {
                topics.availability("i" + event % 12, event % 20 == 0);
            }
        }
    }

    @Test
    void theEndOfTheInputAnswersWhatIsGathered() throws Exception {
        JobClient job = start("batch.max-size=1000", "batch.linger=1 h");
        for (int event = 0; event < 7; event++) {
            topics.view("s" + event, "i" + event, event);
        }
        eventually().until(() -> PROMETHEUS.sum("numRecordsIn", "operator_name=\"recommender\"") >= 7 + 1);
        assertThat(topics.ledger()).as("nothing but the end answers them").isEmpty();
        jobs.stopWithSavepoint(job, true);
        jobs.assertLedger();
    }
}
