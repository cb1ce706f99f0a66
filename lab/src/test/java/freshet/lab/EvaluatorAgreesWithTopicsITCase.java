package freshet.lab;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.cli.SessionGap;
import freshet.cli.audit.AuditCommand;
import freshet.cli.evaluate.EvaluateCommand;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.publish.PublishCommand;
import freshet.cli.replay.ReplayCommand;
import freshet.cli.serve.LocalJob;
import freshet.cli.testing.CommandRun;
import freshet.cli.train.TrainCommand;
import freshet.job.settings.JobSettings;
import freshet.lab.benchmark.serving.JobMetrics;
import freshet.lab.benchmark.serving.MetricBeansFactory;
import freshet.lab.shop.Shop;
import freshet.lab.shop.ShopSettings;
import freshet.lab.shop.SimulatedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One definition of a session for evaluator and job: on a log with items that the model does not
 * know, exact repeats, pauses over the gap and sessions over {@code session.max-items}, the figures
 * of the evaluator are those of the recommendations topic.
 */
class EvaluatorAgreesWithTopicsITCase {
    private static final int MAX_ITEMS = 8;
    private static final int SUBTASKS = 2;
    private static final String GAP = "20min";
    private static final ShopSettings SHOP = ShopSettings.DEFAULT.withSessionsPerHour(600);
    private static final long START = SHOP.start().toEpochMilli();

    @TempDir
    Path folder;

    private final Map<String, Long> online = new HashMap<>(); // metrics of the running job

    @Test
    void recallAndMrrFromTheTopicsEqualThoseOfTheEvaluator() throws Exception {
        Path train = folder.resolve("train.tsv");
        Path model = folder.resolve("model.safetensors");
        Shop shop = new Shop(SHOP);
        SimulatedLog.write(shop, START + Duration.ofHours(2).toMillis(), train);
        SimulatedLog.write(shop, START + Duration.ofHours(3).toMillis(), folder.resolve("later.tsv"));
        Path test = repeatSome(folder.resolve("later.tsv"), folder.resolve("test.tsv"));
        run(
                new TrainCommand(),
                "--train",
                train.toString(),
                "--format",
                "rsc15",
                "--output",
                model.toString(),
                "--session-gap",
                GAP,
                "--set",
                "epochs=1",
                "--set",
                "layers=16",
                "--set",
                "n_sample=64");

        JsonNode evaluated = evaluate(model, test, GAP, MAX_ITEMS);
        JsonNode audited = serve(model, test);

        assertThat(evaluate(model, test, "none", MAX_ITEMS).path("predictions").asLong())
                .as("pauses over the gap count")
                .isGreaterThan(evaluated.path("predictions").asLong());
        assertThat(evaluate(model, test, GAP, 50).path("mrr").asDouble())
                .as("sessions over max-items count")
                .isNotEqualTo(evaluated.path("mrr").asDouble());
        assertThat(evaluated.path("repeats").asLong()).isGreaterThan(20);
        assertThat(evaluated.path("unknown").asLong()).isGreaterThan(20);
        assertThat(audited.path("rejected").path("DUPLICATE").asLong())
                .isEqualTo(evaluated.path("repeats").asLong());
        assertThat(audited.path("answered").asLong())
                .isEqualTo(evaluated.path("events").asLong());
        JsonNode quality = audited.path("quality");
        assertThat(quality.path("predictions").asLong())
                .isEqualTo(evaluated.path("predictions").asLong())
                .isGreaterThan(500);
        assertThat(quality.path("recall").asDouble())
                .isCloseTo(evaluated.path("recall").asDouble(), within(1e-9))
                .isGreaterThan(0.1);
        assertThat(quality.path("mrr").asDouble())
                .isCloseTo(evaluated.path("mrr").asDouble(), within(1e-9));
        assertOnlineQuality(evaluated);
    }

    /** The job's own metrics judge each answer by the next event too, by hashes of item ids. */
    private void assertOnlineQuality(JsonNode evaluated) {
        long predictions = evaluated.path("predictions").asLong();
        assertThat(online.get("predictions")).isEqualTo(predictions);
        assertThat(online.get("hits"))
                .isEqualTo(Math.round(evaluated.path("recall").asDouble() * predictions));
        assertThat(online.get("reciprocalRanks").doubleValue())
                .as("a whole number per subtask")
                .isCloseTo(evaluated.path("mrr").asDouble() * predictions, within((double) SUBTASKS));
    }

    private static JsonNode evaluate(Path model, Path log, String gap, int maxItems) throws IOException {
        return json(run(
                new EvaluateCommand(),
                "--model",
                model.toString(),
                "--test",
                log.toString(),
                "--format",
                "rsc15",
                "--session-gap",
                gap,
                "--max-items",
                "" + maxItems,
                "--json"));
    }

    /**
     * Publishes the model, replays the log through broker and job, asks a gateway for the same
     * answers, and audits the topics.
     */
    private JsonNode serve(Path model, Path test) throws Exception {
        try (RunningKafka kafka = new RunningKafka(folder.resolve("kafka"))) {
            TopicNames topics = kafka.topics("shop", 3);
            String[] audit = {
                "--bootstrap-servers",
                kafka.bootstrapServers(),
                "--session-gap",
                GAP,
                "--json",
                "--events-topic",
                topics.events(),
                "--recommendations-topic",
                topics.recommendations(),
                "--rejected-topic",
                topics.rejected()
            };
            run(
                    new PublishCommand(),
                    "--bootstrap-servers",
                    kafka.bootstrapServers(),
                    "--model",
                    model.toString(),
                    "--store",
                    folder.resolve("store").toString(),
                    "--models-topic",
                    topics.models());
            JobSettings settings = JobSettings.of(List.of(
                    "kafka.bootstrap.servers=" + kafka.bootstrapServers(),
                    "events.topic=" + topics.events(),
                    "recommendations.topic=" + topics.recommendations(),
                    "rejected.topic=" + topics.rejected(),
                    "models.topic=" + topics.models(),
                    "session.gap=" + SessionGap.parse(GAP).setting(),
                    "session.max-items=" + MAX_ITEMS,
                    "parallelism=" + SUBTASKS));
            Configuration flink = new Configuration();
            MetricBeansFactory.configure(flink);
            try (LocalJob job = new LocalJob(settings, folder.resolve("checkpoints"), 0, flink)) {
                run(
                        new ReplayCommand(),
                        "--bootstrap-servers",
                        kafka.bootstrapServers(),
                        "--events",
                        test.toString(),
                        "--format",
                        "rsc15",
                        "--topic",
                        topics.events(),
                        "--speed",
                        "max");
                eventually()
                        .until(() -> CommandRun.of(new AuditCommand(), audit).status() == 0);
                JobMetrics metrics = new JobMetrics(job.id());
                for (String metric : List.of("predictions", "hits", "reciprocalRanks")) {
                    online.put(metric, metrics.sum(metric, Map.of("version", "1")));
                }
                job.stop();
            }
            new GatewayAnswers(KafkaConnection.plain(kafka.bootstrapServers()), topics)
                    .assertEqualToTheJobs(Map.of("session.max-items", "" + MAX_ITEMS));
            return json(run(new AuditCommand(), audit));
        }
    }

    /** The log with every 25th line of it a second time. */
    private static Path repeatSome(Path log, Path target) throws IOException {
        List<String> lines = Files.readAllLines(log);
        Files.write(target, lines);
        for (int line = 25; line < lines.size(); line += 25) {
            Files.writeString(target, lines.get(line) + "\n", StandardOpenOption.APPEND);
        }
        return target;
    }

    private static CommandRun run(Object command, String... arguments) {
        CommandRun run = CommandRun.of(command, arguments);
        assertThat(run.failure()).isEmpty();
        assertThat(run.status()).as(run.err()).isZero();
        return run;
    }

    private static JsonNode json(CommandRun run) throws IOException {
        return JsonMapper.builder().build().readTree(run.out());
    }
}
