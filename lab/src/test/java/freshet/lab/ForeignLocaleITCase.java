package freshet.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.cli.kafka.TopicNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line in JVMs whose default locale writes other letters or digits. */
final class ForeignLocaleITCase {
    private static final List<String> TURKISH = List.of("-Duser.language=tr", "-Duser.country=TR");
    private static final List<String> EGYPTIAN =
            List.of("-Duser.language=ar", "-Duser.country=EG", "-Duser.extensions=u-nu-arab");
    private static final Pattern FOREIGN_DIGIT = Pattern.compile("[\\p{Nd}&&[^0-9]]");
    private static final long PATIENCE_SECONDS = 240;

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void writeLog() throws IOException {
        StringBuilder sessions = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            sessions.append("item%d item%d item%d\n".formatted(i % 20, (i + 7) % 20, (i + 14) % 20));
        }
        Files.writeString(folder.resolve("log"), sessions);
    }

    @AfterEach
    void endProcesses() {
        started.forEach(Process::destroyForcibly);
    }

    @Tag("slow")
    @Test
    void brokerTrainingAndJobRunInTurkish() throws Exception {
        String out = run(
                TURKISH,
                "demo",
                "--duration",
                "5s",
                "--model",
                "markov",
                "--past",
                "1h",
                "--plain",
                "--keep",
                folder.resolve("kept").toString());

        assertThat(out).contains("version 1 answers now", "The ledger is whole");
    }

    @Test
    void numbersHaveTheDigitsThatProgramsRead() throws Exception {
        String model = folder.resolve("m.safetensors").toString();
        String log = folder.resolve("log").toString();

        String trained =
                run(EGYPTIAN, "train", "--train", log, "--format", "sequences", "--model", "markov", "--output", model);
        String evaluated =
                run(EGYPTIAN, "evaluate", "--model", model, "--test", log, "--format", "sequences", "--json");

        assertThat(trained).containsPattern("[0-9]").doesNotContainPattern(FOREIGN_DIGIT);
        assertThat(evaluated).doesNotContainPattern(FOREIGN_DIGIT);
        assertThat(new JsonMapper().readTree(evaluated).isObject()).isTrue();
        List<Path> reports;
        try (var files = Files.list(folder)) {
            reports = files.filter(file -> file.toString().endsWith(".html")).toList();
        }
        assertThat(reports).hasSize(1);
        assertThat(Files.readString(reports.get(0))).doesNotContainPattern(FOREIGN_DIGIT);
    }

    /**
     * On a cluster of its users' own nothing sets the locale of Flink's processes: this one is all
     * of them.
     */
    @Tag("slow")
    @Test
    void theJobAnswersInATurkishFlink() throws Exception {
        try (RunningKafka kafka = new RunningKafka(folder.resolve("kafka"))) {
            TopicNames topics = kafka.topics("turkish", 1);
            start(
                    TURKISH,
                    "freshet.job.RecommenderJob",
                    "--set",
                    "kafka.bootstrap.servers=" + kafka.bootstrapServers(),
                    "--set",
                    "events.topic=" + topics.events(),
                    "--set",
                    "events.format=json",
                    "--set",
                    "recommendations.topic=" + topics.recommendations(),
                    "--set",
                    "rejected.topic=" + topics.rejected(),
                    "--set",
                    "models.topic=" + topics.models());
            try (Producer<byte[], byte[]> producer = kafka.connection().producer()) {
                byte[] event = "{\"sessionId\":\"s\",\"itemId\":\"I\",\"eventTime\":1600000000000}"
                        .getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(topics.events(), event)).get();
            }

            Awaitility.await()
                    .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                    .until(() -> kafka.records(topics.recommendations()).size() == 1);
        }
    }

    /** Standard output of a run that ends well. */
    private String run(List<String> locale, String... arguments) throws Exception {
        Process process = start(locale, "freshet.lab.AllCommands", arguments);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        String out = Files.readString(folder.resolve("out"));
        assertThat(process.exitValue())
                .as(out + Files.readString(folder.resolve("err")))
                .isZero();
        return out;
    }

    private Process start(List<String> locale, String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx1g", "-Dfile.encoding=UTF-8"));
        command.addAll(locale);
        command.addAll(List.of(
                "-Dfreshet.log=" + folder.resolve("freshet.log"), "-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        started.add(process);
        return process;
    }
}
