package freshet.job;

import static freshet.job.testing.TestJobs.eventually;

import freshet.job.testing.JobOnBroker;
import freshet.job.testing.Prometheus;
import freshet.job.testing.TestFlink;
import freshet.serving.testing.TinyGru;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a running job says of the sessions that a swap leaves to be folded again, across a restart
 * on more instances too.
 */
class RefoldsPendingITCase extends JobOnBroker {
    private static final int SESSIONS = 10;
    private static final Prometheus PROMETHEUS = new Prometheus();

    @RegisterExtension
    private static final MiniClusterExtension FLINK = TestFlink.withSlots(3, PROMETHEUS.in(new Configuration()));

    @Test
    void theyGrowWithASwapFallWithEventsAndSurviveARestart() throws Exception {
        topics.announce(new TinyGru(12, 1).publish(folder, 1));
        JobClient job = jobs.start("parallelism=2");
        views(0, SESSIONS, 0);
        jobs.assertLedger();
        untilKeptAndPending(SESSIONS, 0);
        topics.announce(new TinyGru(12, 2).publish(folder, 2));
        untilKeptAndPending(SESSIONS, SESSIONS);
        views(0, 4, 1);
        untilKeptAndPending(SESSIONS, 6);
        String savepoint = jobs.stopWithSavepoint(job);
        jobs.start(Optional.of(savepoint), "parallelism=3");
        untilKeptAndPending(SESSIONS, 6);
        views(3, 9, 2);
        untilKeptAndPending(SESSIONS, 1);
        topics.view("new", "i1", 2);
        views(9, SESSIONS, 2);
        untilKeptAndPending(SESSIONS + 1, 0);
        jobs.assertLedger();
    }

    private void views(int from, int to, long second) throws Exception {
        for (int session = from; session < to; session++) {
            topics.view("s" + session, "i" + session, second);
        }
    }

    private static void untilKeptAndPending(int sessions, int pending) {
        eventually().until(() -> PROMETHEUS.sum("sessions") == sessions && PROMETHEUS.sum("refoldsPending") == pending);
    }
}
