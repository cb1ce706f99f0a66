package freshet.lab.loop;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.Interruption;
import freshet.cli.audit.AuditCommand;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.cli.learn.LearnCommand;
import freshet.cli.learn.StepListener;
import freshet.cli.publish.Announcements;
import freshet.cli.publish.PublishCommand;
import freshet.cli.replay.ReplayLog;
import freshet.cli.rollout.RolloutCommand;
import freshet.cli.serve.LocalJob;
import freshet.cli.testing.CommandRun;
import freshet.job.settings.JobSettings;
import freshet.lab.RunningKafka;
import freshet.lab.cluster.EventLoad;
import freshet.lab.demo.ShuffledItems;
import freshet.lab.shop.Shop;
import freshet.lab.shop.ShopSettings;
import freshet.model.bundle.BundleFile;
import freshet.model.session.EventKeys;
import freshet.schema.ModelAnnouncement;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole loop on a real broker, a real Flink and a simulated shop: events are captured, the
 * first model is learned from them, the second one, which has seen more of them, goes through
 * shadow and canary and is promoted; a spoiled one is refused by the gate and, put on trial all the
 * same, taken back.
 */
class LoopITCase {
    private static final String MODEL = "default";
    private static final double EVENTS_PER_SECOND = 1_500;
    private static final TopicNames TOPICS =
            TopicNames.DEFAULT.withShadow(TopicNames.USUAL_SHADOW).withRollouts(TopicNames.USUAL_ROLLOUTS);

    /** A shop that does not change: how much of its time goes by is the machine's affair. */
    private static final ShopSettings SHOP = new ShopSettings(
            12, 5, 12, 2_250, Duration.ofDays(1_000), Duration.ofDays(1_000), ShopSettings.DEFAULT.start(), 1);

    /** Rules by which a trial is short, and the machine's speed decides nothing. */
    private static final List<String> RULES = List.of(
            "--least-predictions=300",
            "--tolerated-loss=0.1",
            "--shares=0.5",
            "--shadow=1",
            "--session-quiet=10min",
            "--latency-ratio=1000",
            "--latency-slack=1h",
            "--fallback-margin=0.9",
            "--catalogue-share=0.1");

    @TempDir
    private Path folder;

    @Test
    void theLoopClosesFromTheFirstEventToThePromotedModel() throws Exception {
        try (RunningKafka kafka = new RunningKafka(folder.resolve("kafka"))) {
            try (Admin admin = kafka.connection().admin()) {
                Topics.create(admin, TOPICS, 2);
            }
            try (LocalJob job = job(kafka);
                    EventLoad shop = shop(kafka)) {
                CommandRun first = learnUntil(kafka, "version 1 is the champion");
                CommandRun second = learnUntil(kafka, "is promoted");
                Path spoiled = spoil(kafka);
                CommandRun gated = publish(
                        kafka, spoiled, "--gate=" + folder.resolve("captured"), "--format=avro", "--gate-least=100");
                CommandRun tried = publish(kafka, spoiled, "--challenger", "--share=0", "--shadow=1");
                CommandRun judged = rollout(kafka);
                long sent = shop.stop();
                eventually()
                        .until(() -> kafka.records(TOPICS.recommendations()).size()
                                        + kafka.records(TOPICS.rejected()).size()
                                >= sent);
                job.stop();

                assertThat(first.out()).contains("no model is announced yet");
                assertThat(second.out())
                        .contains("the gate lets the candidate through", "version 2 is announced as challenger")
                        .contains("version 2 begins in SHADOW", "version 2 goes on to CANARY, answers 50")
                        .contains("version 2 is promoted and is the champion as version 3");
                assertThat(gated.status()).isEqualTo(1);
                assertThat(gated.failure().orElseThrow()).hasMessageStartingWith("the gate refuses " + spoiled);
                assertThat(tried.out()).contains("announced version 4");
                assertThat(judged.out()).contains("version 4 is taken back: ");
                assertThat(judged.status()).isEqualTo(1);
                assertThat(champion(kafka).getVersion()).isEqualTo(3);
                ExplainedVersions versions = new ExplainedVersions(kafka, TOPICS, MODEL);
                versions.assertEachIsExplained();
                assertThat(List.of(1L, 2L, 3L)).allSatisfy(version -> assertThat(versions.answersOf(version))
                        .as("answers of version " + version)
                        .isPositive());
                assertThat(versions.answersOf(4))
                        .as("nobody sees the spoiled one")
                        .isZero();
                assertThat(versions.inTheShadow()).isPositive();
                CommandRun audit = CommandRun.of(new AuditCommand(), "--bootstrap-servers=" + kafka.bootstrapServers());
                assertThat(audit.status()).as(audit.out()).isZero();
            }
        }
    }

    private LocalJob job(RunningKafka kafka) throws InterruptedException {
        LocalJob job = new LocalJob(
                JobSettings.of(List.of(
                        "kafka.bootstrap.servers=" + kafka.bootstrapServers(),
                        "events.start=earliest",
                        "parallelism=2",
                        "checkpoint.interval=500 ms",
                        "trial.shadow-topic=" + TopicNames.USUAL_SHADOW,
                        "capture.dir=" + folder.resolve("captured").toUri(),
                        "capture.roll-interval=0 ms")),
                folder.resolve("checkpoints"),
                0);
        assertThat(job.awaitRunning(new Interruption(), line -> {})).isTrue();
        return job;
    }

    private static EventLoad shop(RunningKafka kafka) {
        Shop shop = new Shop(SHOP);
        EventKeys keys = new EventKeys();
        return new EventLoad(
                kafka.connection(),
                EVENTS_PER_SECOND,
                number -> ReplayLog.record(shop.next().logged(keys)));
    }

    /** Runs again until enough is captured; gives the run that came to this end. */
    private CommandRun learnUntil(RunningKafka kafka, String end) {
        List<CommandRun> runs = new ArrayList<>();
        eventually().pollInterval(Duration.ofMillis(500)).until(() -> {
            runs.add(learn(kafka));
            return runs.get(runs.size() - 1).out().contains(end);
        });
        return runs.get(runs.size() - 1);
    }

    private CommandRun learn(RunningKafka kafka) {
        return CommandRun.of(
                new LearnCommand(new StepListener() {}, new Interruption()),
                Stream.concat(
                                RULES.stream(),
                                Stream.of(
                                        "--bootstrap-servers=" + kafka.bootstrapServers(),
                                        "--capture=" + folder.resolve("captured"),
                                        "--store=" + folder.resolve("store"),
                                        "--work=" + folder.resolve("work"),
                                        "--model=markov",
                                        "--min-support=1",
                                        "--gate-least=100",
                                        "--gate-margin=0.1",
                                        "--look-every=200ms"))
                        .toArray(String[]::new));
    }

    private CommandRun rollout(RunningKafka kafka) {
        return CommandRun.of(
                new RolloutCommand(),
                Stream.concat(
                                RULES.stream(),
                                Stream.of("--bootstrap-servers=" + kafka.bootstrapServers(), "--every=200ms"))
                        .toArray(String[]::new));
    }

    private Path spoil(RunningKafka kafka) {
        Path good = Path.of(URI.create(champion(kafka).getUri()));
        Path spoiled = folder.resolve("spoiled.safetensors");
        BundleFile.write(spoiled, ShuffledItems.of(BundleFile.read(good), 1));
        return spoiled;
    }

    private CommandRun publish(RunningKafka kafka, Path bundle, String... more) {
        return CommandRun.of(
                new PublishCommand(),
                Stream.concat(
                                Stream.of(
                                        "--bootstrap-servers=" + kafka.bootstrapServers(),
                                        "--model=" + bundle,
                                        "--store=" + folder.resolve("store")),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private static ModelAnnouncement champion(RunningKafka kafka) {
        return new Announcements(kafka.connection(), TOPICS.models(), warning -> {})
                .newest(MODEL)
                .orElseThrow();
    }
}
