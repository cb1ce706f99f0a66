package freshet.lab.commands;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.cli.CommandException;
import freshet.cli.Interruption;
import freshet.cli.kafka.TopicNames;
import freshet.cli.serve.LocalJob;
import freshet.cli.serve.ServeCommand;
import freshet.cli.testing.CommandRun;
import freshet.cli.watch.WatchCommand;
import freshet.job.settings.JobSettings;
import freshet.lab.RunningKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeITCase {
    @TempDir
    Path folder;

    @Test
    void aMissingTopicIsNamedBeforeTheJobStarts() {
        try (RunningKafka kafka = new RunningKafka(folder.resolve("kafka"))) {
            CommandRun run = CommandRun.of(
                    new ServeCommand(),
                    "--bootstrap-servers",
                    kafka.bootstrapServers(),
                    "--checkpoints",
                    folder.resolve("checkpoints").toString(),
                    "--set",
                    "events.topic=nosuch");

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.failure()).get().satisfies(e -> assertThat(e)
                    .hasMessageStartingWith(
                            "there is no topic nosuch; create it with --create-topics N, or with freshet topics"
                                    + " --bootstrap-servers " + kafka.bootstrapServers()
                                    + " --set events.topic=nosuch --create 8, or correct"));
        }
    }

    @Test
    void aStoppedJobGoesOnFromItsSavepointWithAnyCheckpointSetting() throws Exception {
        try (RunningKafka kafka = new RunningKafka(folder.resolve("kafka"))) {
            TopicNames topics = kafka.topics("served", 1);
            JobSettings settings = JobSettings.of(Map.of(
                    "kafka.bootstrap.servers", kafka.bootstrapServers(),
                    "events.format", "json",
                    "events.topic", topics.events(),
                    "recommendations.topic", topics.recommendations(),
                    "rejected.topic", topics.rejected(),
                    "models.topic", topics.models(),
                    "checkpoint.dir", folder.resolve("elsewhere").toUri().toString(),
                    "parallelism", "1"));
            Path checkpoints = folder.resolve("checkpoints");

            try (LocalJob first = new LocalJob(settings, checkpoints, 0)) {
                assertThat(first.awaitRunning(new Interruption(), line -> {})).isTrue();
                assertThat(first.restoredFrom()).isEmpty();
                assertThat(first.restarting()).isFalse();
                send(kafka, topics);
                awaitAnswersAndRejections(kafka, topics, 1, 0);
                first.stop();
            }
            try (LocalJob second = new LocalJob(settings, checkpoints, 0)) {
                assertThat(second.restoredFrom()).isPresent();
                assertThat(second.awaitRunning(new Interruption(), line -> {})).isTrue();
                send(kafka, topics); // what the session of the savepoint has already
                awaitAnswersAndRejections(kafka, topics, 1, 1);
                assertWatched(kafka, topics);
            }
            assertThat(folder.resolve("elsewhere")).doesNotExist();
        }
    }

    @Test
    void aJobThatFailsAtEachStartSaysWhy() throws Exception {
        try (RunningKafka kafka = new RunningKafka(folder.resolve("kafka"))) {
            TopicNames topics = kafka.topics("failing", 1);
            JobSettings settings = JobSettings.of(Map.of(
                    "kafka.bootstrap.servers", kafka.bootstrapServers(),
                    "events.topic", topics.events(),
                    "recommendations.topic", topics.recommendations(),
                    "rejected.topic", topics.rejected(),
                    "models.topic", topics.models(),
                    "kafka.properties.max.poll.records", "-1",
                    "parallelism", "1"));
            List<String> failures = new ArrayList<>();
            Interruption failed = new Interruption();
            try (LocalJob job = new LocalJob(settings, folder.resolve("checkpoints"), 0)) {
                job.awaitRunning(failed, line -> {
                    if (line.startsWith("the job has failed at its start and tries again: ConfigEx")) {
                        failures.add(line);
                        failed.ask();
                    }
                });
                assertThatThrownBy(() -> job.awaitRunning(new Interruption(), line -> {}, Duration.ofSeconds(12)))
                        .isInstanceOf(CommandException.class)
                        .hasMessageMatching("the job does not run after 12 s: it fails at each start: "
                                + "ConfigException: Invalid value -1 for configuration max.poll.records: .*;"
                                + " the whole of it is in .*");
            }
            assertThat(failures).hasSize(1);
        }
    }

    /** The job's own records. */
    private static void assertWatched(RunningKafka kafka, TopicNames topics) {
        CommandRun watch = CommandRun.of(
                new WatchCommand(),
                "--bootstrap-servers",
                kafka.bootstrapServers(),
                "--recommendations-topic",
                topics.recommendations(),
                "--rejected-topic",
                topics.rejected(),
                "--session",
                "s",
                "--from",
                "beginning",
                "--count",
                "2");
        assertThat(watch.out().lines())
                .satisfiesExactly(
                        answer -> assertThat(answer).matches(".*  s +#1 +NONE +v0 +\\(no model yet\\)"),
                        rejection -> assertThat(rejection)
                                .matches(".*  s +served-events-0@1 DUPLICATE .*  \"\\{\"sessionId\":\"s\",.*"));
    }

    @Test
    void serveSaysWithinSecondsWhyAnEventGetsNoItems() throws Exception {
        try (RunningKafka kafka = new RunningKafka(folder.resolve("kafka"))) {
            TopicNames topics = kafka.topics("told", 1);
            Process serve = start(
                    "serve",
                    "--bootstrap-servers=" + kafka.bootstrapServers(),
                    "--port=0",
                    "--http-port=0",
                    "--checkpoints=" + folder.resolve("checkpoints"),
                    "--set=events.format=avro",
                    "--set=events.topic=" + topics.events(),
                    "--set=recommendations.topic=" + topics.recommendations(),
                    "--set=rejected.topic=" + topics.rejected(),
                    "--set=models.topic=" + topics.models());
            try {
                awaitSaid("no model is announced as default on topic " + topics.models()
                        + ": until one is, answers have no items; publish one: freshet publish --bootstrap-servers "
                        + kafka.bootstrapServers() + " --model FILE --store FOLDER --models-topic " + topics.models());
                awaitSaid("see it live: http://127.0.0.1:");
                assertThat(page()).contains("<title>Freshet");
                send(kafka, topics);
                awaitSaid("1 event rejected as MALFORMED within ");
                awaitSaid(" s, the first at " + topics.events() + "-0@0: not an Avro single-object record: starts with"
                        + " 0x7b22, not 0xc301; events.format is avro: send Avro's single-object encoding, or set auto,"
                        + " which reads JSON too");
                serve.destroy(); // as Ctrl-C does
                assertThat(serve.waitFor(3, TimeUnit.MINUTES)).isTrue();
                assertThat(serve.exitValue()).isZero();
                awaitSaid("stopped; savepoint ");
            } finally {
                serve.destroyForcibly();
            }
        }
    }

    /** The command line in a process of its own, which hears signals. */
    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx1g",
                "-Dfreshet.log=" + folder.resolve("freshet.log"),
                "-cp",
                System.getProperty("java.class.path"),
                "freshet.cli.Freshet"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
    }

    /** What a browser gets at the address that is said. */
    private String page() throws Exception {
        Matcher address = Pattern.compile("see it live: (\\S+)").matcher(Files.readString(folder.resolve("said")));
        assertThat(address.find()).isTrue();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address.group(1))).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void awaitSaid(String line) {
        eventually().untilAsserted(() -> assertThat(Files.readString(folder.resolve("said")))
                .contains(line));
    }

    private static void send(RunningKafka kafka, TopicNames topics) throws Exception {
        byte[] event =
                "{\"sessionId\":\"s\",\"itemId\":\"i\",\"eventTime\":1600000000000}".getBytes(StandardCharsets.UTF_8);
        try (Producer<byte[], byte[]> producer = kafka.connection().producer()) {
            producer.send(new ProducerRecord<>(topics.events(), new byte[] {'s'}, event))
                    .get();
        }
    }

    private static void awaitAnswersAndRejections(RunningKafka kafka, TopicNames topics, int answers, int rejections) {
        eventually()
                .until(() -> kafka.records(topics.recommendations()).size() == answers
                        && kafka.records(topics.rejected()).size() == rejections);
    }
}
