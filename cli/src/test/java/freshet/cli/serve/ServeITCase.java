package freshet.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.CommandRun;
import freshet.cli.Interruption;
import freshet.cli.RunningKafka;
import freshet.cli.kafka.TopicNames;
import freshet.job.settings.JobSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
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
                    .hasMessageStartingWith("there is no topic nosuch; create it, or let --create-topics do so"));
        }
    }

    @Test
    void aJobThatWasStoppedGoesOnFromItsSavepointWhateverItsSettingsSayOfCheckpoints() throws Exception {
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
                assertThat(first.awaitRunning(new Interruption())).isTrue();
                assertThat(first.restoredFrom()).isEmpty();
                assertThat(first.restarting()).isFalse();
                send(kafka, topics);
                awaitAnswersAndRejections(kafka, topics, 1, 0);
                first.stop();
            }
            try (LocalJob second = new LocalJob(settings, checkpoints, 0)) {
                assertThat(second.restoredFrom()).isPresent();
                assertThat(second.awaitRunning(new Interruption())).isTrue();
                send(kafka, topics); // what the session of the savepoint has already
                awaitAnswersAndRejections(kafka, topics, 1, 1);
            }
            assertThat(folder.resolve("elsewhere")).doesNotExist();
        }
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
        Awaitility.await()
                .until(() -> kafka.records(topics.recommendations()).size() == answers
                        && kafka.records(topics.rejected()).size() == rejections);
    }
}
