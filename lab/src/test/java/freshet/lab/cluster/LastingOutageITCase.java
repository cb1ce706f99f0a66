package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the job needs is away for a while. */
@Tag("faults")
class LastingOutageITCase {
    @TempDir
    private Path folder;

    /**
     * The broker aborts the transactions that were open when the TaskManagers died; their events
     * are answered again.
     */
    @Test
    void longerThanKafkaKeepsATransaction() throws Exception {
        Duration timeout = Duration.ofSeconds(10);
        ClusterSettings settings = FaultRun.cluster(folder);
        try (FaultRun run = new FaultRun(
                settings,
                "exactly-once",
                "delivery.transaction-timeout=" + timeout.toSeconds() + " s",
                "checkpoint.interval=4 s")) {
            LocalCluster servers = run.cluster().servers();
            run.cluster().awaitCheckpoints(run.job(), 1);
            long atKill = run.acknowledged();
            run.cluster().await("events after the checkpoint", () -> run.acknowledged() > atKill + 300);
            servers.process("taskmanager-1").kill();
            servers.process("taskmanager-2").kill();
            run.cluster()
                    .await(
                            "the transactions' end",
                            () -> OpenTransactions.of(run.cluster().kafka()) == 0);
            servers.startTaskManager();
            servers.startTaskManager();
            run.awaitRecovery(1);
            run.finish("no TaskManager for longer than delivery.transaction-timeout (" + timeout.toSeconds() + " s)");
        }
    }

    /**
     * Checkpoints fail, the job goes on, and a kill sets it back to the last complete one. A plain
     * file is where the folder was.
     */
    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void ofTheCheckpointStorage(String delivery) throws Exception {
        ClusterSettings settings = FaultRun.cluster(folder);
        try (FaultRun run = new FaultRun(
                settings,
                delivery,
                "checkpoint.timeout=10 s", // leaves room for many that fail, one each second
                "checkpoint.dir=" + folder.resolve("job-checkpoints").toUri())) {
            Path storage = folder.resolve("job-checkpoints").resolve(run.job().id());
            Path away = folder.resolve("away");
            Files.move(storage, away);
            Files.createFile(storage);
            long before = run.job().failedCheckpoints();
            run.cluster().await("checkpoints to fail", () -> run.job().failedCheckpoints() >= before + 2);
            Files.delete(storage);
            Files.move(away, storage);
            run.cluster().awaitCheckpoints(run.job(), 2);
            assertThat(run.job().restores()).as("the job went on").isZero();
            run.cluster().servers().process("taskmanager-1").kill();
            run.awaitRecovery(1);
            assertThat(run.finish("checkpoint storage refuses to be written, the job goes on; then TaskManager killed")
                            .missing())
                    .isZero();
        }
    }

    /** The same with a disk that is full in the middle of a write. */
    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void ofSpaceForCheckpoints(String delivery) throws Exception {
        ClusterSettings settings = FaultRun.cluster(folder);
        Optional<SmallDisk> mounted = SmallDisk.mount(folder.resolve("disk"));
        assumeThat(mounted).as("only root may mount a disk that can be full").isPresent();
        try (SmallDisk disk = mounted.get();
                FaultRun run = new FaultRun(
                        settings,
                        delivery,
                        "checkpoint.timeout=10 s",
                        "checkpoint.dir=" + disk.folder().toUri())) {
            long before = run.job().failedCheckpoints();
            disk.fill();
            run.cluster().await("checkpoints to fail", () -> run.job().failedCheckpoints() >= before + 2);
            disk.free();
            run.cluster().awaitCheckpoints(run.job(), 2);
            assertThat(run.job().restores()).as("the job went on").isZero();
            run.cluster().servers().process("taskmanager-1").kill();
            run.awaitRecovery(1);
            assertThat(run.finish("the checkpoints' disk is full, the job goes on; then TaskManager killed")
                            .missing())
                    .isZero();
        }
    }
}
