package freshet.job;

import static freshet.job.testing.TestJobs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.job.testing.GoldenRun;
import freshet.job.testing.Prometheus;
import freshet.job.testing.Rankings;
import freshet.job.testing.TestFlink;
import freshet.job.testing.TestJobs;
import freshet.job.testing.TestTopics;
import freshet.model.bundle.BundleFile;
import freshet.schema.RejectedEvent;
import freshet.schema.RejectionReason;
import freshet.serving.Announcement;
import freshet.serving.testing.TestBroker;
import freshet.serving.testing.TinyGru;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An upgrade: the job goes on from a savepoint that an earlier version of its state made. They are
 * kept among the resources, {@code freshet/job/golden/v1} and so on, each with the bundle that it
 * served. A savepoint may be moved, as it refers to no file outside of its folder. The URI of the
 * served bundle is in the state as it was announced: it names a place that exists on any machine
 * once this test has made it.
 *
 * <p>Before the state is changed again, keep a savepoint of the version before:
 *
 * <pre>
 * mvn -pl flink-jobs -am test -Dtest=GoldenSavepointITCase#makeTheSavepoint \
 *     -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dfreshet.golden=src/test/resources/freshet/job/golden/v3
 * </pre>
 */
class GoldenSavepointITCase {
    private static final Path GOLDEN = Path.of("src/test/resources/freshet/job/golden");
    private static final Path STORE = Path.of("/tmp/freshet-golden");
    private static final Prometheus PROMETHEUS = new Prometheus();

    @RegisterExtension
    private static final MiniClusterExtension FLINK = TestFlink.withSlots(4, PROMETHEUS.in(new Configuration()));

    @TempDir
    Path folder;

    private final TinyGru model = new TinyGru(12, 1);
    private FileChannel lock; // two runs on one machine share the store
    private TestBroker.Running broker; // of each test's own: the savepoints' offsets are those of new topics
    private TestJobs jobs;
    private TestTopics topics;
    private GoldenRun run;

    @BeforeEach
    void open() throws Exception {
        lock = FileChannel.open(Path.of(STORE + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.lock();
        Files.createDirectories(STORE);
        broker = new TestBroker.Running();
        topics = new TestTopics(broker.bootstrapServers(), GoldenRun.TOPICS);
        jobs = new TestJobs(topics, folder);
        run = new GoldenRun(topics);
    }

    @AfterEach
    void close() throws Exception {
        jobs.close();
        broker.close();
        FileUtils.deleteDirectory(STORE.toFile());
        lock.close();
    }

    /** v1 has sessions without their last answers, v2 has those; neither has sessions counted. */
    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void sessionsGoOnAsIfNothingHadHappenedAndTheirModelIsServed(String version) throws Exception {
        goesOn(GOLDEN.resolve(version));
    }

    private void goesOn(Path golden) throws Exception {
        Path bundle = STORE.resolve("model.safetensors");
        Files.copy(golden.resolve("model.safetensors"), bundle, StandardCopyOption.REPLACE_EXISTING);
        run.first(TinyGru.announcement(bundle, BundleFile.sha256(bundle), 5));
        jobs.start(Optional.of(movedTo(folder, golden.resolve("savepoint"))), "parallelism=3");
        eventually().until(() -> PROMETHEUS.sum("sessions") == GoldenRun.SESSIONS);
        run.second();
        run.repeats();
        int after = GoldenRun.SESSIONS * GoldenRun.BEFORE;
        eventually().until(() -> topics.ledger().size() >= after + 2 * GoldenRun.SESSIONS);
        assertThat(topics.recommendations())
                .as("nothing from before the savepoint is answered again")
                .hasSize(after)
                .allSatisfy(answer -> {
                    List<String> history = run.history(answer.getEvent());
                    assertThat(answer.getModelVersion()).isEqualTo(5);
                    assertThat(answer.getPosition()).isEqualTo(history.size()).isGreaterThan(GoldenRun.BEFORE);
                    Rankings.assertRanking(answer, model.items().size(), model, history);
                });
        assertThat(topics.rejected())
                .extracting(RejectedEvent::getReason)
                .hasSize(2 * GoldenRun.SESSIONS)
                .containsOnly(RejectionReason.DUPLICATE);
        eventually().until(() -> PROMETHEUS.sum("refoldsPending") == 0);
        assertThat(PROMETHEUS.sum("sessions")).isEqualTo(GoldenRun.SESSIONS);
    }

    /** Savepoints may be moved, and this one was: it was made elsewhere. */
    private static String movedTo(Path folder, Path savepoint) throws IOException {
        Path moved = Files.createDirectory(folder.resolve("moved"));
        try (Stream<Path> files = Files.list(savepoint)) {
            for (Path file : files.toList()) {
                Files.copy(file, moved.resolve(file.getFileName()));
            }
        }
        return moved.toUri().toString();
    }

    /**
     * Makes a savepoint of the state as it is written now, in the folder that
     * {@code freshet.golden} names, seen from the module.
     */
    @Test
    @EnabledIfSystemProperty(named = "freshet.golden", matches = ".+")
    void makeTheSavepoint() throws Exception {
        Path golden = Files.createDirectories(Path.of(System.getProperty("freshet.golden")));
        Announcement announcement = model.publish(STORE, 5);
        Path bundle = STORE.resolve("model.safetensors");
        Files.move(STORE.resolve("model-5.safetensors"), bundle);
        run.first(TinyGru.announcement(bundle, announcement.bundle().getSha256(), 5));
        JobClient job = jobs.start("parallelism=2");
        jobs.assertLedger();
        String made = jobs.stopWithSavepoint(job);
        Files.copy(bundle, golden.resolve("model.safetensors"));
        FileUtils.copy(
                new org.apache.flink.core.fs.Path(made),
                new org.apache.flink.core.fs.Path(golden.resolve("savepoint").toUri()),
                false);
    }
}
