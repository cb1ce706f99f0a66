package freshet.lab.commands;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.Interruption;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.cli.publish.PublishCommand;
import freshet.cli.rollout.Decision;
import freshet.cli.rollout.Judge;
import freshet.cli.rollout.JudgeSettings;
import freshet.cli.rollout.RolloutRules;
import freshet.cli.serve.LocalJob;
import freshet.cli.testing.CommandRun;
import freshet.job.settings.JobSettings;
import freshet.lab.RunningKafka;
import freshet.lab.benchmark.serving.RandomGru;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.data.Session;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.schema.RolloutDecision;
import freshet.schema.event.EventFormat;
import freshet.serving.trial.Draw;
import freshet.trainer.Preprocessing;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingListener;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Challengers of a running job that the judge takes back for another reason than their hits. What
 * visitors view is drawn at random, so that no model is better than another one.
 */
@Tag("faults")
class LiveRulesITCase {
    private static final String MODEL = "default";
    private static final int ITEMS = 500;
    private static final int LEAST = 30;
    private static final TopicNames TOPICS =
            TopicNames.DEFAULT.withShadow(TopicNames.USUAL_SHADOW).withRollouts(TopicNames.USUAL_ROLLOUTS);

    @TempDir
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(18);
    private int visitors;

    @Test
    void theJudgeTakesBackWhatIsSlowEmptyOrNarrow() throws Exception {
        try (RunningKafka kafka = new RunningKafka(folder.resolve("kafka"))) {
            try (Admin admin = kafka.connection().admin()) {
                Topics.create(admin, TOPICS, 1);
            }
            publish(kafka, new RandomGru(ITEMS, 16, 1).bundle());
            try (LocalJob job = job(kafka);
                    Visits visits = new Visits(kafka.connection(), TOPICS)) {
                // It knows one item in fifty.
                ModelBundle ignorant = new RandomGru(ITEMS / 50, 16, 2).bundle();
                publish(kafka, ignorant, "--challenger", "--share=0", "--shadow=1");
                assertThat(reason(kafka, visits, 0)).contains("of its ", " answers are POPULAR or NONE");
                publish(kafka, popularity(), "--challenger", "--share=0", "--shadow=1");
                assertThat(reason(kafka, visits, RolloutRules.DEFAULT.catalogue()))
                        .contains("it recommends ", " items, the champion ");
                // It scores a million items.
                ModelBundle slow = new RandomGru(1_000_000, 32, 3).bundle();
                publish(kafka, slow, "--challenger", "--share=0.5", "--shadow=0.01");
                assertThat(reason(kafka, visits, 0)).contains("95 of 100 answers take up to ");

                String tried = Stream.iterate("last", id -> id + "-")
                        .filter(id -> Draw.share(MODEL, id) < 0.5)
                        .findFirst()
                        .orElseThrow();
                eventually().until(() -> visits.answered(tried, RandomGru.item(1)) == 1);
                job.stop();
            }
        }
    }

    private LocalJob job(RunningKafka kafka) throws InterruptedException {
        LocalJob job = new LocalJob(
                JobSettings.of(List.of(
                        "kafka.bootstrap.servers=" + kafka.bootstrapServers(),
                        "trial.shadow-topic=" + TopicNames.USUAL_SHADOW)),
                folder.resolve("checkpoints"),
                0);
        assertThat(job.awaitRunning(new Interruption(), line -> {})).isTrue();
        return job;
    }

    /** Its answers are all alike. */
    private static ModelBundle popularity() {
        List<ItemEvent> views = IntStream.range(0, ITEMS)
                .mapToObj(item -> ItemEvent.view(RandomGru.item(item), item))
                .toList();
        return Trainers.named("popularity", Map.of())
                .train(
                        TrainingData.of(List.of(new Session("all", views)), Preprocessing.KEEP_ALL),
                        new TrainingListener() {});
    }

    private void publish(RunningKafka kafka, ModelBundle model, String... more) {
        Path bundle = folder.resolve("bundle.safetensors");
        BundleFile.write(bundle, model);
        CommandRun run = CommandRun.of(
                new PublishCommand(),
                Stream.concat(
                                Stream.of(
                                        "--bootstrap-servers=" + kafka.bootstrapServers(),
                                        "--model=" + bundle,
                                        "--store=" + folder.resolve("store")),
                                Stream.of(more))
                        .toArray(String[]::new));
        assertThat(run.status()).as(run.err()).isZero();
    }

    /** Visitors come until the trial is over; gives the reason of its end. */
    private String reason(RunningKafka kafka, Visits visits, double catalogue) {
        Decision[] last = new Decision[1];
        try (Judge judge = judge(kafka, catalogue)) {
            eventually().until(() -> {
                for (int visitor = 0; visitor < 10; visitor++) {
                    visit(visits);
                }
                last[0] = judge.look();
                return last[0].ends();
            });
        }
        assertThat(last[0].rollout().orElseThrow().getDecision()).isEqualTo(RolloutDecision.RETURN);
        return last[0].rollout().orElseThrow().getReason();
    }

    private void visit(Visits visits) throws Exception {
        String session = "visitor-" + visitors++;
        for (int view = 0; view < 3; view++) {
            visits.answered(session, RandomGru.item(random.nextInt(ITEMS)));
        }
    }

    private static Judge judge(RunningKafka kafka, double catalogue) {
        RolloutRules usual = RolloutRules.DEFAULT;
        RolloutRules rules = new RolloutRules(
                LEAST,
                usual.level(),
                0.5,
                false,
                usual.latencyRatio(),
                usual.latencySlack(),
                usual.fallbackMargin(),
                catalogue,
                usual.patience(),
                usual.longestStage(),
                List.of(0.9),
                usual.shadow(),
                Optional.of(Duration.ofMillis(1)));
        return new Judge(
                kafka.connection(),
                new JudgeSettings(TOPICS, MODEL, SessionRules.DEFAULT, EventFormat.AUTO, rules, false),
                Clock.systemUTC(),
                warning -> {});
    }
}
