package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.kafka.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The job is submitted to one cluster again and again: nothing of the jobs before is left in its
 * JVMs.
 */
@Tag("faults")
class ResubmissionITCase {
    private static final int SUBMISSIONS = 10;
    private static final int SETTLED = 3; // submissions after which pools are full and classes loaded

    /**
     * The JDK itself may keep the last one: the comparison of records remembers the types that it
     * saw last.
     */
    private static final int KEPT_BY_THE_JDK = 1;

    private static final double HALF_A_JOB = 7; // MB of metaspace

    /** Pools of Flink and the JVM that grow with the load up to a bound of their own. */
    private static final Pattern POOLS =
            Pattern.compile("(flink-|cluster-|jobmanager-|pekko|ForkJoinPool|Common-Cleaner|process reaper|C[12] "
                    + "|Attach|RMI|rocksdb|Flink-(Rest|Metric)).*");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"vector", "nd4j"})
    void leavesNeitherThreadsNorClassesBehind(String kernel) throws Exception {
        ClusterSettings settings = ClusterSettings.onFreePorts(folder).withTaskManagers(1, 2, "2g");
        try (RealCluster cluster =
                new RealCluster(settings, Installation.ofThisProcess().jobJar(), TopicNames.DEFAULT)) {
            cluster.createTopics(2);
            List<JvmOfServer> jvms = Stream.of("jobmanager", "taskmanager-1")
                    .map(name -> new JvmOfServer(cluster.servers().process(name)))
                    .toList();
            List<Double> metaspace = new ArrayList<>();
            List<List<String>> threads = new ArrayList<>();
            try (EventLoad load = new EventLoad(cluster.kafka(), 50, Clicks.ofSessions(100))) {
                for (int submission = 1; submission <= SUBMISSIONS; submission++) {
                    serveOnce(cluster, kernel);
                    if (submission == SETTLED) {
                        for (JvmOfServer jvm : jvms) {
                            awaitUnloaded(cluster, jvm);
                            metaspace.add(jvm.metaspace());
                            threads.add(jvm.threads());
                        }
                    }
                }
                assertThat(load.acknowledged()).isPositive();
            }
            for (int i = 0; i < jvms.size(); i++) {
                awaitUnloaded(cluster, jvms.get(i));
                assertThat(jvms.get(i).metaspace()).isLessThan(metaspace.get(i) + HALF_A_JOB);
                assertThat(added(threads.get(i), jvms.get(i).threads())).isEmpty();
            }
            assertThat(unpackedLibraries()).as("native libraries").isEmpty();
        }
    }

    private static void serveOnce(RealCluster cluster, String kernel) throws Exception {
        long version = cluster.publishModel();
        Instant start = Instant.now();
        FlinkJob job = cluster.submit("parallelism=2", "scoring.kernel=" + kernel, "checkpoint.interval=1 s");
        String topic = TopicNames.DEFAULT.recommendations();
        cluster.await(
                "answers by version " + version,
                () -> Answers.since(start, cluster.kafka(), topic).byVersion().containsKey(version));
        job.cancel();
    }

    private static void awaitUnloaded(RealCluster cluster, JvmOfServer jvm) throws InterruptedException {
        cluster.await("the classes of ended jobs to go", () -> jvm.jobClassLoaders() <= KEPT_BY_THE_JDK);
    }

    private static List<String> added(List<String> before, List<String> now) {
        List<String> added = new ArrayList<>(now);
        before.forEach(added::remove);
        added.removeIf(name -> POOLS.matcher(name).matches());
        return added;
    }

    private List<Path> unpackedLibraries() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("tmp"))) {
            return files.filter(file -> file.toString().contains("/javacpp/")
                            && file.toString().endsWith(".so"))
                    .toList();
        }
    }
}
