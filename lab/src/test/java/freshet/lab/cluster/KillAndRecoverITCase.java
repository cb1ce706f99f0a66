package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged job on a real cluster loses a TaskManager under load. More of the kind:
 * {@code mvn -Pfaults verify}.
 */
@Tag("faults")
class KillAndRecoverITCase {
    private static final int EVENTS_PER_SECOND = 300;

    @TempDir
    private Path folder;

    @Test
    void everyEventHasItsOutcomeAfterATaskManagerWasKilled() throws Exception {
        try (RealCluster cluster = new RealCluster(ClusterSettings.onFreePorts(folder))) {
            cluster.createTopics(4);
            cluster.publishModel();
            FlinkJob job = cluster.submit("parallelism=2", "checkpoint.interval=1 s");
            assertThat(job.taskManagers()).containsExactly("taskmanager-1", "taskmanager-2");
            try (EventLoad load = new EventLoad(cluster.kafka(), EVENTS_PER_SECOND, Clicks.ofSessions(500))) {
                cluster.await("events", () -> load.acknowledged() > EVENTS_PER_SECOND);
                cluster.awaitCheckpoints(job, 3);

                cluster.servers().process("taskmanager-1").kill();

                cluster.await("recovery", () -> job.restores() > 0 && job.running());
                cluster.awaitCheckpoints(job, 2);
                assertThat(job.taskManagers()).containsExactly("taskmanager-2");
                long sent = load.stop();
                cluster.awaitLedger(false).assertWhole(sent);
            }
        }
    }
}
