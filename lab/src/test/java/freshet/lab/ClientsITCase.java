package freshet.lab;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.cli.kafka.TopicNames;
import freshet.cli.publish.PublishCommand;
import freshet.cli.serve.LocalJob;
import freshet.cli.testing.CommandRun;
import freshet.cli.train.TrainCommand;
import freshet.job.settings.JobSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that are not Java: {@code kcat}, and the example in {@code docs/clients/javascript} with
 * KafkaJS.
 */
class ClientsITCase {
    private static final Path EXAMPLE = Path.of("..", "docs", "clients", "javascript");
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private RunningKafka kafka;
    private TopicNames topics;

    @BeforeEach
    void start() throws Exception {
        Prerequisite.require(
                "freshet.clients",
                MachineProgram.succeeds("kcat", "-V"),
                "other clients than Java's are not tried, as kcat is not installed: apt-get install kcat");
        Prerequisite.require(
                "freshet.clients",
                MachineProgram.succeeds("node", "--version")
                        && Files.isDirectory(EXAMPLE.resolve("node_modules/kafkajs")),
                "other clients than Java's are not tried, as KafkaJS is not installed: cd docs/clients/javascript && "
                        + "npm install");
        kafka = new RunningKafka(folder.resolve("kafka"));
        topics = kafka.topics("shop", 2);
        Path log = Files.writeString(
                folder.resolve("log.txt"), "a b c\na b d\nb c d\na b c\nc d a\n".repeat(10)); // one session per line
        run(new TrainCommand(), "--model", "markov", "--train", log, "--format", "sequences", "--output", model());
        run(
                new PublishCommand(),
                "--bootstrap-servers",
                kafka.bootstrapServers(),
                "--model",
                model(),
                "--store",
                folder.resolve("store"),
                "--models-topic",
                topics.models());
    }

    @AfterEach
    void stop() {
        if (kafka != null) {
            kafka.close();
        }
    }

    private Path model() {
        return folder.resolve("model.safetensors");
    }

    /** Reads Avro and JSON. */
    private LocalJob serve() {
        return new LocalJob(
                JobSettings.of(List.of(
                        "kafka.bootstrap.servers=" + kafka.bootstrapServers(),
                        "events.topic=" + topics.events(),
                        "recommendations.topic=" + topics.recommendations(),
                        "rejected.topic=" + topics.rejected(),
                        "models.topic=" + topics.models())),
                folder.resolve("checkpoints"),
                0);
    }

    @Test
    void eventsInJsonAreServedToKcatAndKafkaJs() throws Exception {
        try (LocalJob job = serve()) {
            assertShop("json");
            Path event = Files.writeString(
                    folder.resolve("event"),
                    "k-1|{\"sessionId\": \"k-1\", \"itemId\": \"b\", \"eventTime\": " + System.currentTimeMillis()
                            + "}\n");
            execute(List.of(
                    "kcat",
                    "-P",
                    "-b",
                    kafka.bootstrapServers(),
                    "-t",
                    topics.events(),
                    "-K",
                    "|",
                    "-l",
                    event.toString()));
            assertReadByKcat("k-1", "c");
            job.stop();
        }
    }

    @Test
    void eventsInAvroAreServedToKcatAndKafkaJs() throws Exception {
        try (LocalJob job = serve()) {
            assertShop("avro");
            Path event = folder.resolve("event.avro");
            shell("node event.mjs k-2 b > '" + event.toAbsolutePath() + "'");
            execute(List.of(
                    "kcat",
                    "-P",
                    "-b",
                    kafka.bootstrapServers(),
                    "-t",
                    topics.events(),
                    "-k",
                    "k-2",
                    event.toString()));
            assertReadByKcat("k-2", "c");
            job.stop();
        }
    }

    /** The example sends three events and prints the recommendation for each. */
    private void assertShop(String format) throws Exception {
        List<String> lines = execute(List.of(
                "node",
                EXAMPLE.resolve("shop.mjs").toString(),
                kafka.bootstrapServers(),
                format,
                "js-1",
                "a",
                "b",
                "zzz"));
        assertThat(lines).hasSize(3);
        List<JsonNode> answers = new ArrayList<>();
        for (String line : lines) {
            answers.add(JSON.readTree(line));
        }
        assertThat(answers)
                .extracting(answer -> answer.path("position").asInt())
                .containsExactly(1, 2, 3);
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.path("source").asText()).isEqualTo("MODEL"));
        assertThat(best(answers.get(0))).isEqualTo("b");
        assertThat(best(answers.get(1))).isEqualTo("c");
    }

    private void assertReadByKcat(String session, String best) {
        eventually().untilAsserted(() -> {
            List<String> lines = shell("kcat -C -b " + kafka.bootstrapServers() + " -t " + topics.recommendations()
                    + " -o beginning -e -q -f '%R%s' | node decode.mjs");
            List<JsonNode> ofSession = new ArrayList<>();
            for (String line : lines) {
                JsonNode answer = JSON.readTree(line);
                if (answer.path("sessionId").asText().equals(session)) {
                    ofSession.add(answer);
                }
            }
            assertThat(ofSession).hasSize(1);
            assertThat(best(ofSession.get(0))).isEqualTo(best);
        });
    }

    private static String best(JsonNode answer) {
        return answer.at("/items/0/itemId").asText();
    }

    private static void run(Object command, Object... arguments) {
        CommandRun run = CommandRun.of(
                command, List.of(arguments).stream().map(Object::toString).toArray(String[]::new));
        assertThat(run.status()).as(run.err()).isZero();
    }

    private List<String> shell(String pipeline) throws Exception {
        return execute(List.of("bash", "-o", "pipefail", "-c", "cd '" + EXAMPLE + "' && " + pipeline));
    }

    private List<String> execute(List<String> command) throws IOException, InterruptedException {
        return MachineProgram.run(
                folder,
                Map.of(
                        "EVENTS_TOPIC",
                        topics.events(),
                        "RECOMMENDATIONS_TOPIC",
                        topics.recommendations(),
                        "REJECTED_TOPIC",
                        topics.rejected(),
                        "DEADLINE_MILLIS",
                        "60000"), // the job may still be starting
                command);
    }
}
