package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.bundle.BundleFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models come at the worst of times, or not at all. */
@Tag("faults")
class SwapUnderFaultsITCase {
    private static final int SWAPS = 12;

    @TempDir
    private Path folder;

    /** Checkpoints and swaps one after the other without a pause: some fall together. */
    @Test
    void whileCheckpointsAreTaken() throws Exception {
        try (FaultRun run = new FaultRun(FaultRun.cluster(folder), "exactly-once", "checkpoint.interval=200 ms")) {
            long newest = 1;
            for (int swap = 0; swap < SWAPS; swap++) {
                newest = run.cluster().publishModel();
                run.cluster().awaitCheckpoints(run.job(), 2);
            }
            run.awaitServed(newest);
            run.finish(SWAPS + " swaps among checkpoints every 200 ms");
        }
    }

    @Test
    void twoAnnouncementsAtOnce() throws Exception {
        try (FaultRun run = new FaultRun(FaultRun.cluster(folder), "exactly-once")) {
            run.cluster().publishModel();
            long newest = run.cluster().publishModel();
            run.awaitServed(newest);
            run.finish("two announcements at once");
        }
    }

    /**
     * No slot is to spare: the job waits for another TaskManager, and the announcement comes while
     * it does.
     */
    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void whileTheJobRecovers(String delivery) throws Exception {
        ClusterSettings twoSlots = FaultRun.cluster(folder).withTaskManagers(2, 1, ClusterSettings.TASK_MANAGER_MEMORY);
        try (FaultRun run = new FaultRun(twoSlots, delivery)) {
            run.cluster().servers().process("taskmanager-1").kill();
            run.cluster().await("the loss to be noticed", () -> !run.job().running());
            long newest = run.cluster().publishModel();
            assertThat(run.job().running()).as("still without a slot").isFalse();
            run.cluster().servers().startTaskManager();
            run.awaitRecovery(1);
            run.awaitServed(newest);
            run.finish("TaskManager killed, a model announced while the job waits for another one");
        }
    }

    /** Four announcements that cannot be served change nothing; what is announced after them is. */
    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void fromAStoreThatFails(String delivery) throws Exception {
        try (FaultRun run = new FaultRun(FaultRun.cluster(folder), delivery)) {
            Path whole = bundleInStore(run.cluster().store());
            String sha256 = BundleFile.sha256(whole);
            run.cluster().announce(folder.resolve("no-such-bundle").toUri().toString(), sha256);
            run.cluster().announce(half(whole).toUri().toString(), sha256);
            run.cluster().announce("nowhere://store/bundle.safetensors", sha256);
            Path pipe = folder.resolve("pipe"); // who opened it would wait for ever
            new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
            long last = run.cluster().announce(pipe.toUri().toString(), sha256);
            run.awaitRefused(last, "is no regular file");
            assertThat(run.answers().byVersion().keySet()).containsExactly(1L);

            run.cluster().servers().process("taskmanager-1").kill();
            run.awaitRecovery(1);
            long newest = run.cluster().publishModel();
            run.awaitServed(newest);
            assertThat(run.answers().byVersion().keySet()).containsExactly(1L, newest);
            run.finish("bundle missing, cut in half, in an unknown store, a pipe; then TaskManager killed and a "
                    + "good model");
        }
    }

    /**
     * Its need is computed from its header: it is refused before a TaskManager runs out of memory.
     */
    @Test
    void withAModelThatDoesNotFit() throws Exception {
        ClusterSettings small = FaultRun.cluster(folder).withTaskManagers(2, 2, "1000m");
        try (FaultRun run = new FaultRun(small, "exactly-once")) {
            long tooLarge = run.cluster().publishModel(250_000, 100);
            run.awaitRefused(tooLarge, " MiB more with -Xmx");
            long newest = run.cluster().publishModel();
            run.awaitServed(newest);
            assertThat(run.answers().byVersion().keySet()).containsExactly(1L, newest);
            assertThat(run.job().restores()).isZero();
            run.finish("a model too large for the heap (232 MiB), then one that fits");
        }
    }

    private Path half(Path bundle) throws Exception {
        byte[] all = Files.readAllBytes(bundle);
        return Files.write(folder.resolve("half.safetensors"), Arrays.copyOf(all, all.length / 2));
    }

    private static Path bundleInStore(Path store) throws Exception {
        try (Stream<Path> files = Files.list(store)) {
            return files.filter(file -> file.toString().endsWith(".safetensors"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
