package freshet.lab.cluster;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.cli.publish.Announcements;
import freshet.cli.publish.CheckedBundle;
import freshet.cli.publish.Publication;
import freshet.cli.publish.Standing;
import freshet.lab.benchmark.serving.RandomGru;
import freshet.model.bundle.BundleFile;
import freshet.schema.ModelAnnouncement;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;

/**
 * A cluster on free ports for a test, its topics, a model store and the packaged job. Ends all that
 * it started, also where the JVM ends before its time; {@code freshet cluster stop --folder} ends
 * what even that has left.
 */
public final class RealCluster implements AutoCloseable {
    /** Items of the models that are published. */
    public static final int ITEMS = 1_000;

    private static final int WIDTH = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final LocalCluster cluster;
    private final Path folder;
    private final TopicNames topics;
    private final Thread lastResort = new Thread(this::stop, "stop-cluster");
    private final String jar;
    private long models; // made so far

    /** Starts it and uploads the job's jar, which the build has left in its place. */
    public RealCluster(ClusterSettings settings) throws InterruptedException {
        this(settings, Installation.ofThisProcess().jobJar(), TopicNames.DEFAULT);
    }

    /** The same with another jar and other topics. */
    public RealCluster(ClusterSettings settings, Path jobJar, TopicNames topics) throws InterruptedException {
        this(Installation.ofThisProcess(), settings, jobJar, topics);
    }

    /** The same on the libraries of another installation. */
    public RealCluster(Installation installation, ClusterSettings settings, Path jobJar, TopicNames topics)
            throws InterruptedException {
        this.folder = settings.folder();
        this.topics = topics;
        cluster = LocalCluster.start(installation, settings);
        Runtime.getRuntime().addShutdownHook(lastResort);
        try {
            jar = cluster.flink().upload(jobJar);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Its servers: kill and start them. */
    public LocalCluster servers() {
        return cluster;
    }

    public KafkaConnection kafka() {
        return KafkaConnection.plain(cluster.bootstrapServers());
    }

    public TopicNames topics() {
        return topics;
    }

    public void createTopics(int partitions) {
        try (Admin admin = kafka().admin()) {
            Topics.create(admin, topics, partitions);
        }
    }

    /** Publishes a model as a user does, other weights each time, and gives its version. */
    public long publishModel() {
        return publishModel(ITEMS, WIDTH);
    }

    /** The same with a model of another size. */
    public long publishModel(int items, int width) {
        Path bundle = writeModel(folder, items, width);
        return new Publication(announcements(), store().toString(), Clock.systemUTC())
                .publish(CheckedBundle.of(bundle), "default", OptionalLong.empty(), "test")
                .getVersion();
    }

    /** Puts a new model on trial beside the one that is served, and gives its announcement. */
    public ModelAnnouncement tryModel(double share, double shadow) {
        Path bundle = writeModel(folder, ITEMS, WIDTH);
        return new Publication(announcements(), store().toString(), Clock.systemUTC())
                .publish(
                        CheckedBundle.of(bundle),
                        "default",
                        OptionalLong.empty(),
                        "test",
                        Standing.challenger(share, shadow));
    }

    /** Puts such a model into the store and announces nothing. */
    public Path storeModel() {
        return writeModel(store(), ITEMS, WIDTH);
    }

    /** Announces what is at a URI, under the next version, and gives that. */
    public long announce(String uri, String sha256) {
        long newest = announcements()
                .newest("default")
                .map(ModelAnnouncement::getVersion)
                .orElse(0L);
        announce(newest + 1, uri, sha256);
        return newest + 1;
    }

    /** The same under a version of one's choice. */
    public void announce(long version, String uri, String sha256) {
        announcements()
                .announce(
                        "default",
                        ModelAnnouncement.newBuilder()
                                .setVersion(version)
                                .setUri(uri)
                                .setSha256(sha256)
                                .setCreatedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                                .setMetrics(Map.of())
                                .setNote("test")
                                .build());
    }

    /** The folder that the job fetches models from. */
    public Path store() {
        return folder.resolve("models");
    }

    /** Submits the job and waits until it takes events. */
    public FlinkJob submit(String... settings) throws InterruptedException {
        return submit(Optional.empty(), settings);
    }

    /** Submits the job so that it goes on from a savepoint, and waits until it takes events. */
    public FlinkJob submit(Optional<String> savepoint, String... settings) throws InterruptedException {
        return submitTo(kafka(), savepoint, settings);
    }

    /** The same with the brokers of another cluster. */
    public FlinkJob submitTo(KafkaConnection brokers, Optional<String> savepoint, String... settings)
            throws InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("--set", "kafka.bootstrap.servers=" + brokers.bootstrapServers()));
        Arrays.stream(settings).forEach(setting -> arguments.addAll(List.of("--set", setting)));
        FlinkJob job = cluster.flink().job(cluster.flink().run(jar, arguments, savepoint));
        await("the job to run", job::running);
        return job;
    }

    /** Waits until a number of further checkpoints are complete. */
    public void awaitCheckpoints(FlinkJob job, int more) throws InterruptedException {
        long wanted = job.completedCheckpoints() + more;
        await(more + " more checkpoints", () -> job.completedCheckpoints() >= wanted);
    }

    /**
     * Waits until something holds; fails with the ends of all logs. Flink may be silent meanwhile.
     */
    public void await(String what, Condition condition) throws InterruptedException {
        await(what, PATIENCE, condition);
    }

    /** The same with so much patience. */
    public void await(String what, Duration patience, Condition condition) throws InterruptedException {
        cluster.await(what, patience, condition::holdsNow);
    }

    /**
     * Counts the ledger on the topics as often as it takes until nothing is missing any more, and
     * gives that count.
     */
    public CountedLedger awaitLedger(boolean exactlyOnce) throws InterruptedException {
        await(
                "every event to have its outcome",
                () -> CountedLedger.of(kafka(), topics, exactlyOnce).missing() == 0);
        return CountedLedger.of(kafka(), topics, exactlyOnce);
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(lastResort);
        stop();
    }

    private Path writeModel(Path target, int items, int width) {
        models++;
        Path bundle = target.resolve("model-" + models + ".safetensors");
        BundleFile.write(bundle, new RandomGru(items, width, models).bundle());
        return bundle;
    }

    private Announcements announcements() {
        return new Announcements(kafka(), topics.models(), warning -> {});
    }

    private void stop() {
        try {
            cluster.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
