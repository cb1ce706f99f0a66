package freshet.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.kafka.TopicNames;
import freshet.job.settings.FreshetOptions;
import freshet.schema.SessionEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * The job on a real cluster under load, to which something is done. It begins when events flow, a
 * model is served and some checkpoints are complete: a fault before that would prove nothing.
 */
final class FaultRun implements AutoCloseable {
    static final int EVENTS_PER_SECOND = 300;
    private static final int PARTITIONS = 4;
    private static final int CHECKPOINTS = 3;

    private final RealCluster cluster;
    private final String delivery;
    private FlinkJob job;
    private final EventLoad load;

    /**
     * One second between checkpoints, parallelism 2, the sessions of {@link Clicks#ofSessions};
     * settings are the job's, over these.
     */
    FaultRun(ClusterSettings settings, String delivery, String... more) throws InterruptedException {
        this(settings, delivery, Clicks.ofSessions(500), more);
    }

    /** The same with other events. */
    FaultRun(ClusterSettings settings, String delivery, LongFunction<SessionEvent> events, String... more)
            throws InterruptedException {
        this(settings, delivery, events, EVENTS_PER_SECOND, more);
    }

    /** The same at another rate. */
    FaultRun(
            ClusterSettings settings,
            String delivery,
            LongFunction<SessionEvent> events,
            double perSecond,
            String... more)
            throws InterruptedException {
        this.delivery = delivery;
        cluster = new RealCluster(settings, Installation.ofThisProcess().vectorJobJar(), topics(more));
        try {
            cluster.createTopics(PARTITIONS);
            cluster.publishModel();
            job = cluster.submit(settings(more));
            load = load(events, perSecond);
        } catch (RuntimeException | InterruptedException e) {
            cluster.close();
            throw e;
        }
    }

    private EventLoad load(LongFunction<SessionEvent> events, double perSecond) throws InterruptedException {
        EventLoad begun = new EventLoad(cluster.kafka(), perSecond, events);
        try {
            cluster.await("events", () -> begun.acknowledged() > EVENTS_PER_SECOND);
            cluster.awaitCheckpoints(job, CHECKPOINTS);
            return begun;
        } catch (RuntimeException | InterruptedException e) {
            begun.close();
            throw e;
        }
    }

    /** With a topic of shadow answers where the settings name one. */
    private static TopicNames topics(String... more) {
        String shadow = FreshetOptions.TRIAL_SHADOW_TOPIC.key() + "=";
        return Stream.of(more)
                .filter(setting -> setting.startsWith(shadow))
                .findFirst()
                .map(setting -> TopicNames.DEFAULT.withShadow(setting.substring(shadow.length())))
                .orElse(TopicNames.DEFAULT);
    }

    static ClusterSettings cluster(Path folder) {
        return ClusterSettings.onFreePorts(folder);
    }

    RealCluster cluster() {
        return cluster;
    }

    FlinkJob job() {
        return job;
    }

    /** Events that the broker has taken so far. */
    long acknowledged() {
        return load.acknowledged();
    }

    /** Stops the job with a savepoint and submits it again from there with other settings. */
    void restart(String... more) throws InterruptedException {
        String savepoint = job.stopWithSavepoint();
        job = cluster.submit(Optional.of(savepoint), settings(more));
    }

    /**
     * Waits until the job was set back to a checkpoint a number of times, runs again and has
     * completed two more.
     */
    void awaitRecovery(long restores) throws InterruptedException {
        cluster.await("recovery", () -> job.restores() >= restores && job.running());
        cluster.awaitCheckpoints(job, 2);
    }

    /** Waits until a model answers. */
    void awaitServed(long version) throws InterruptedException {
        cluster.await(
                "answers by version " + version, () -> answers().byVersion().containsKey(version));
    }

    /** Waits until each TaskManager that lives has refused a model and said why. */
    void awaitRefused(long version, String reason) throws InterruptedException {
        String refusal = "refused model default version " + version + " ";
        cluster.await(refusal + "on each TaskManager, for it " + reason, () -> cluster.servers().processes().stream()
                .filter(server -> server.name().startsWith("taskmanager") && server.alive())
                .allMatch(server -> server.logged(refusal, reason)));
    }

    /** Waits until each TaskManager that lives has logged a line with this text. */
    void awaitLogged(String text) throws InterruptedException {
        cluster.await("\"" + text + "\" on each TaskManager", () -> cluster.servers().processes().stream()
                .filter(server -> server.name().startsWith("taskmanager") && server.alive())
                .allMatch(server -> server.logged(text)));
    }

    /** What is on the recommendations topic now. */
    Answers answers() {
        return Answers.of(cluster.kafka());
    }

    /**
     * Stops the load, waits for the last outcome, holds the ledger to its promise and adds a row to
     * the report.
     */
    CountedLedger finish(String fault) throws InterruptedException {
        long sent = load.stop();
        boolean exactlyOnce = delivery.equals("exactly-once");
        CountedLedger ledger = cluster.awaitLedger(exactlyOnce);
        FaultReport.add(fault, delivery, sent, ledger, answers().longestSilenceMillis());
        ledger.assertWhole(sent);
        assertThat(ledger.answered()).isPositive();
        return ledger;
    }

    @Override
    public void close() {
        load.close();
        cluster.close();
    }

    private String[] settings(String... more) {
        List<String> all = new ArrayList<>(List.of("delivery=" + delivery, "parallelism=2", "checkpoint.interval=1 s"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
