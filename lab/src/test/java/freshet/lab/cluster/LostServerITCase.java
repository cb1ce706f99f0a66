package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers are killed under load, without a chance to tidy up. */
@Tag("faults")
class LostServerITCase {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void aTaskManager(String delivery) throws Exception {
        try (FaultRun run = new FaultRun(FaultRun.cluster(folder), delivery)) {
            assertThat(run.job().taskManagers()).hasSize(2);

            run.cluster().servers().process("taskmanager-1").kill();

            run.awaitRecovery(1);
            assertThat(run.job().taskManagers()).containsExactly("taskmanager-2");
            run.finish("TaskManager killed, another one has free slots");
        }
    }

    @Test
    void allTaskManagersOneAfterTheOther() throws Exception {
        try (FaultRun run = new FaultRun(FaultRun.cluster(folder), "exactly-once")) {
            LocalCluster servers = run.cluster().servers();
            for (int round = 1; round <= 2; round++) {
                servers.process("taskmanager-" + round).kill();
                servers.startTaskManager();
                run.awaitRecovery(round);
            }
            run.finish("both TaskManagers killed in turn, each replaced");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void theJobManager(String delivery) throws Exception {
        try (FaultRun run = new FaultRun(FaultRun.cluster(folder).withHighAvailability(), delivery)) {
            LocalCluster servers = run.cluster().servers();

            servers.process("jobmanager").kill();
            servers.startJobManager();

            run.awaitRecovery(1);
            run.finish("JobManager killed and replaced, high availability by ZooKeeper");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void oneBrokerOfThree(String delivery) throws Exception {
        try (FaultRun run = new FaultRun(FaultRun.cluster(folder).withBrokers(3), delivery)) {
            LocalCluster servers = run.cluster().servers();

            servers.process("kafka-1").kill();
            run.cluster().awaitCheckpoints(run.job(), 3);
            servers.startBroker(1);
            run.cluster().awaitCheckpoints(run.job(), 3);

            run.finish("one broker of three killed and started again, 3 replicas, 2 in sync");
        }
    }
}
