package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.bundle.BundleFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model store gives a bundle slowly, or not at all when a restart needs it. */
@Tag("faults")
class SlowStoreITCase {
    private static final Duration LOAD_TIMEOUT = Duration.ofSeconds(30);

    /**
     * Half of the time for which a stream that waited for loads would be silent, as the stalled one
     * takes {@link #LOAD_TIMEOUT}. 2 s are usual; the rest is for a busy machine of two cores, on
     * which up to 9.6 s were seen (docs/RELIABILITY.md).
     */
    private static final Duration SILENCE = LOAD_TIMEOUT.dividedBy(2);

    private static final long SLOW = 16_000; // bytes a second: some 12 s for a bundle
    private static final long STALLED = 1;
    private static final String LOCAL_COPY = "freshet-model-";

    @TempDir
    private Path folder;

    @BeforeAll
    static void install() throws Exception {
        SlowStore.install();
    }

    @Test
    void doesNotHoldUpTheStream() throws Exception {
        try (FaultRun run = new FaultRun(FaultRun.cluster(folder), "exactly-once", settings())) {
            RealCluster cluster = run.cluster();
            Path bundle = cluster.storeModel();
            String sha256 = BundleFile.sha256(bundle);

            long stalled = cluster.announce(SlowStore.uri(STALLED, bundle), sha256);
            cluster.await("the fetch to begin", () -> fetches(run, "taskmanager-1"));
            run.awaitRefused(stalled, "not ready within model.load-timeout, " + LOAD_TIMEOUT.toMillis() + " ms");
            for (String server : List.of("taskmanager-1", "taskmanager-2")) {
                cluster.await("the fetch to end on " + server, () -> !fetches(run, server));
            }
            long elsewhere = cluster.announce(SlowStore.uri(STALLED + 1, bundle), sha256);
            run.awaitRefused(elsewhere, "is outside of model.allowed-stores");
            long slow = cluster.announce(SlowStore.uri(SLOW, bundle), sha256);
            run.awaitServed(slow);

            assertThat(run.answers().byVersion().keySet()).containsExactly(1L, slow);
            assertThat(run.answers().longestSilenceMillis())
                    .as("the stream goes on meanwhile")
                    .isLessThan(SILENCE.toMillis());
            assertThat(run.job().restores()).isZero();
            run.finish("a store that stalls, until `model.load-timeout` (30 s); then one that takes 12 s for a bundle");
        }
    }

    /**
     * The killed one leaves no file behind; the others begin with a model that comes slowly, and
     * take up the one announced meanwhile.
     */
    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void losesATaskManagerDuringALoad(String delivery) throws Exception {
        try (FaultRun run = new FaultRun(FaultRun.cluster(folder), delivery, settings())) {
            RealCluster cluster = run.cluster();
            Path bundle = cluster.storeModel();
            String sha256 = BundleFile.sha256(bundle);
            Path next = cluster.storeModel();
            long slow = cluster.announce(SlowStore.uri(SLOW, bundle), sha256);
            run.awaitServed(slow);
            cluster.awaitCheckpoints(run.job(), 2); // by now the state names it as served
            cluster.announce(SlowStore.uri(STALLED, bundle), sha256);
            cluster.await("the fetch to begin", () -> fetches(run, "taskmanager-1"));
            assertThat(localCopies(run, "taskmanager-1")).isNotEmpty().allMatch(file -> file.endsWith(" (deleted)"));

            cluster.servers().process("taskmanager-1").kill();
            cluster.await("the loss to be noticed", () -> !run.job().running());
            long newest = cluster.announce(next.toUri().toString(), BundleFile.sha256(next));
            assertThat(run.job().running()).as("still begins").isFalse();

            run.awaitRecovery(1);
            run.awaitServed(newest);
            run.finish("TaskManager killed while it loads from a store that stalls; the restart's model takes 12 s,"
                    + " another is announced meanwhile");
        }
    }

    /** No answer without a model and none by another one: the job waits for its own. */
    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void isAwayWhenARestartNeedsIt(String delivery) throws Exception {
        try (FaultRun run = new FaultRun(FaultRun.cluster(folder), delivery)) {
            RealCluster cluster = run.cluster();
            Path away = folder.resolve("away");
            Files.move(cluster.store(), away);
            cluster.servers().process("taskmanager-1").kill();
            cluster.await(
                    "restarts that fail",
                    () -> run.job().restores() >= 2
                            && run.job().failures().stream()
                                    .anyMatch(failure -> failure.contains(
                                            "version 1, which the state names as served, cannot be loaded")));

            Files.move(away, cluster.store());

            run.awaitRecovery(2);
            assertThat(run.answers().byVersion().keySet()).containsExactly(1L);
            run.finish("TaskManager killed while the store is away, which comes back after two restarts");
        }
    }

    /** No new announcement is needed: each instance tries again until the bundle is there. */
    @Test
    void isBackAfterABlip() throws Exception {
        try (FaultRun run = new FaultRun(FaultRun.cluster(folder), "exactly-once", "model.retry-max=5 s")) {
            RealCluster cluster = run.cluster();
            Path bundle = cluster.storeModel();
            Path away = folder.resolve("away");
            Files.move(bundle, away);
            long late = cluster.announce(bundle.toUri().toString(), BundleFile.sha256(away));
            run.awaitRefused(late, "tried again in ");
            run.awaitLogged("attempt 3 at model default version " + late + " ");

            Files.move(away, bundle);

            run.awaitLogged("serving model default version " + late + " ");
            run.awaitServed(late);
            assertThat(run.answers().byVersion().keySet()).containsExactly(1L, late);
            assertThat(run.job().restores()).isZero();
            run.finish("a bundle that the store does not give when it is announced, and gives after some attempts");
        }
    }

    /** The version of the state is gone for good, and a newer one was announced meanwhile. */
    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void hasLostTheServedVersion(String delivery) throws Exception {
        try (FaultRun run = new FaultRun(FaultRun.cluster(folder), delivery)) {
            RealCluster cluster = run.cluster();
            Path next = cluster.storeModel();
            cluster.servers().process("taskmanager-1").kill();
            cluster.await("the loss to be noticed", () -> !run.job().running());
            deleteAllBut(next, cluster.store());
            long newest = cluster.announce(next.toUri().toString(), BundleFile.sha256(next));

            run.awaitRecovery(1);
            run.awaitServed(newest);

            assertThat(run.answers().byVersion().keySet()).containsExactly(1L, newest);
            assertThat(cluster.servers()
                            .process("taskmanager-2")
                            .logged("serving version " + newest, "version 1, which"))
                    .as("it says why")
                    .isTrue();
            run.finish("TaskManager killed, the served bundle deleted, a newer one announced meanwhile");
        }
    }

    private static void deleteAllBut(Path kept, Path store) throws Exception {
        try (Stream<Path> bundles = Files.list(store)) {
            for (Path bundle : bundles.filter(file -> !file.equals(kept)).toList()) {
                Files.delete(bundle);
            }
        }
    }

    private String[] settings() {
        Path store = folder.resolve("models");
        return new String[] {
            "model.load-timeout=" + LOAD_TIMEOUT.toSeconds() + " s",
            "model.allowed-stores="
                    + String.join(",", store.toString(), SlowStore.uri(SLOW, store), SlowStore.uri(STALLED, store))
        };
    }

    private static boolean fetches(FaultRun run, String server) {
        return !localCopies(run, server).isEmpty();
    }

    /** What a TaskManager holds open of bundles that it loads. */
    private static List<String> localCopies(FaultRun run, String server) {
        return OpenFiles.of(run.cluster().servers().process(server)).stream()
                .filter(file -> file.contains(LOCAL_COPY))
                .toList();
    }
}
