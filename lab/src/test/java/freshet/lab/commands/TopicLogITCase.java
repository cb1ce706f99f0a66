package freshet.lab.commands;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.cli.audit.AuditCommand;
import freshet.cli.evaluate.EvaluateCommand;
import freshet.cli.kafka.StartPoint;
import freshet.cli.kafka.TopicNames;
import freshet.cli.log.AvroFormat;
import freshet.cli.log.LogInput;
import freshet.cli.prepare.PrepareCommand;
import freshet.cli.serve.LocalJob;
import freshet.cli.testing.CommandRun;
import freshet.cli.topic.TopicLog;
import freshet.cli.train.TrainCommand;
import freshet.job.settings.JobSettings;
import freshet.lab.RunningKafka;
import freshet.model.bundle.BundleFile;
import freshet.model.data.LogException;
import freshet.model.data.LoggedEvent;
import freshet.schema.SessionEvent;
import freshet.schema.event.EventFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One stream with late, repeated, malformed and invalid events and a clock that is ahead: what a
 * command reads from its topic is what the job has captured of it, and what the audit counts.
 */
class TopicLogITCase {
    private static final int PARTITIONS = 2;
    private static final int MAX_ITEMS = 5;
    private static final long HOUR = 3_600_000;
    private static final PrintWriter NOWHERE = new PrintWriter(Writer.nullWriter());

    private final long now = System.currentTimeMillis();
    private long sent;

    @TempDir
    Path folder;

    @Test
    void aTopicReadsAsWhatTheJobCapturedOfIt() throws Exception {
        try (RunningKafka kafka = new RunningKafka(folder.resolve("kafka"))) {
            TopicNames topics = kafka.topics("log", PARTITIONS);
            try (Producer<byte[], byte[]> producer = kafka.connection().producer()) {
                sendAll(producer, topics.events());
            }
            Path captured = folder.resolve("captured");
            JsonNode audited = run(kafka, topics, captured);

            List<LoggedEvent> ofTopic = new ArrayList<>();
            TopicLog log = log(kafka, topics, new StartPoint.Beginning());
            assertThat(log.read(ofTopic::add, NOWHERE).malformed()).isEqualTo(2);
            assertThat(ofTopic.size()).isEqualTo(audited.path("answered").asInt());
            assertThat(bySession(ofTopic)).isEqualTo(bySession(captured(captured)));
            assertThat(ofTopic.stream().filter(each -> each.event().isAhead())).hasSize(1);

            StartPoint later = new StartPoint.At(new TreeMap<>(Map.of(0, 3L, 1, 3L)));
            List<LoggedEvent> ofPart = new ArrayList<>();
            log(kafka, topics, later).read(ofPart::add, NOWHERE);
            assertThat(ofPart).hasSizeLessThan(ofTopic.size()).hasSizeGreaterThan(ofTopic.size() - 2 * 3 - 1);

            assertTrainingAndEvaluationAreEqual(kafka, topics, captured);
        }
    }

    private void assertTrainingAndEvaluationAreEqual(RunningKafka kafka, TopicNames topics, Path captured)
            throws IOException {
        String[] topic = {
            "--kafka",
            kafka.bootstrapServers(),
            "--events-topic",
            topics.events(),
            "--rejected-topic",
            topics.rejected(),
            "--recommendations-topic",
            topics.recommendations()
        };
        Path ofTopic = train("topic.safetensors", topic);
        Path ofFolder = train("folder.safetensors", "--train", captured.toString(), "--format", "avro");
        assertThat(BundleFile.read(ofTopic).provenance().path("data"))
                .isEqualTo(BundleFile.read(ofFolder).provenance().path("data"));
        assertThat(evaluate(ofTopic, topic))
                .isEqualTo(evaluate(ofTopic, "--test", captured.toString(), "--format", "avro"));
        assertThat(train("set.safetensors", "--prepared", prepare(topic).toString()))
                .hasSameBinaryContentAs(ofTopic);
    }

    private Path prepare(String... log) {
        Path set = folder.resolve("topic.set");
        List<String> arguments = new ArrayList<>(List.of(log));
        arguments.addAll(List.of("--parallelism", "2", "--output", set.toString()));
        run(new PrepareCommand(), arguments);
        return set;
    }

    private Path train(String name, String... log) {
        Path bundle = folder.resolve(name);
        List<String> arguments = new ArrayList<>(List.of(log));
        arguments.addAll(List.of("--model", "markov", "--no-report", "--output", bundle.toString()));
        run(new TrainCommand(), arguments);
        return bundle;
    }

    /** The figures alone: without the log's name and format, and what differs between two runs. */
    private static JsonNode evaluate(Path model, String... log) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(log));
        arguments.addAll(List.of("--model", model.toString(), "--json"));
        ObjectNode figures = (ObjectNode) JsonMapper.builder()
                .build()
                .readTree(run(new EvaluateCommand(), arguments).out());
        assertThat(figures.path("predictions").asLong()).isPositive();
        return figures.retain("predictions", "events", "sessions", "recall", "mrr", "unknown", "repeats");
    }

    private static CommandRun run(Object command, List<String> arguments) {
        CommandRun run = CommandRun.of(command, arguments.toArray(String[]::new));
        assertThat(run.failure()).isEmpty();
        assertThat(run.status()).as(run.err()).isZero();
        return run;
    }

    private static TopicLog log(RunningKafka kafka, TopicNames topics, StartPoint from) {
        return new TopicLog(
                kafka.connection(),
                topics.events(),
                Optional.of(topics.rejected()),
                topics.recommendations(),
                EventFormat.AUTO,
                from,
                new StartPoint.Latest());
    }

    private static List<LoggedEvent> captured(Path folder) {
        List<LoggedEvent> events = new ArrayList<>();
        LogInput.read(folder, new AvroFormat(), events::add, NOWHERE);
        return events;
    }

    /** Events of each session, those of equal time in the order in which they were read. */
    private static Map<String, List<LoggedEvent>> bySession(List<LoggedEvent> events) {
        Map<String, List<LoggedEvent>> sessions = new TreeMap<>();
        events.forEach(each -> sessions.computeIfAbsent(each.sessionId(), id -> new ArrayList<>())
                .add(each));
        sessions.values()
                .forEach(each -> each.sort(
                        Comparator.comparingLong(logged -> logged.event().timeMillis())));
        return sessions;
    }

    /** Has the job answer all that was sent, and gives what the audit counts. */
    private JsonNode run(RunningKafka kafka, TopicNames topics, Path captured) throws Exception {
        JobSettings settings = JobSettings.of(List.of(
                "kafka.bootstrap.servers=" + kafka.bootstrapServers(),
                "events.topic=" + topics.events(),
                "recommendations.topic=" + topics.recommendations(),
                "rejected.topic=" + topics.rejected(),
                "models.topic=" + topics.models(),
                "session.max-items=" + MAX_ITEMS,
                "checkpoint.interval=500 ms",
                "capture.dir=" + captured.toUri(),
                "capture.roll-interval=0 ms",
                "parallelism=2"));
        String[] audit = {
            "--bootstrap-servers",
            kafka.bootstrapServers(),
            "--json",
            "--events-topic",
            topics.events(),
            "--recommendations-topic",
            topics.recommendations(),
            "--rejected-topic",
            topics.rejected()
        };
        try (LocalJob job = new LocalJob(settings, folder.resolve("checkpoints"), 0)) {
            eventually().until(() -> CommandRun.of(new AuditCommand(), audit).status() == 0);
            JsonNode audited = JsonMapper.builder()
                    .build()
                    .readTree(CommandRun.of(new AuditCommand(), audit).out());
            assertThat(audited.path("events").asLong()).isEqualTo(sent);
            assertThat(audited.path("rejected"))
                    .isEqualTo(JsonMapper.builder()
                            .build()
                            .readTree("{\"MALFORMED\":1,\"INVALID\":1,\"LATE\":1,\"DUPLICATE\":2}"));
            eventually()
                    .ignoreException(LogException.class) // before the first checkpoint there is no file
                    .until(() -> captured(captured).size()
                            == audited.path("answered").asInt());
            job.stop();
            return audited;
        }
    }

    private void sendAll(Producer<byte[], byte[]> producer, String topic) {
        for (int round = 0; round < 8; round++) {
            for (int session = 0; session < 12; session++) {
                send(producer, topic, event("s" + session, "i" + (session + round) % 9, now - HOUR + 1_000L * round));
            }
        }
        send(producer, topic, event("s1", "i9", now - 2 * HOUR)); // older than the full window: late
        send(producer, topic, event("s2", "i0", now - HOUR + 7_000)); // as in its last round: a duplicate
        send(producer, topic, event("s2", "i0", now - HOUR + 7_000));
        send(producer, topic, event("ties", "i1", now - HOUR));
        send(producer, topic, event("ties", "i2", now - HOUR));
        send(producer, topic, event("ahead", "i1", now + HOUR));
        send(producer, topic, event("ahead", "i2", now - 1_000));
        send(producer, topic, event("invalid", "i3", now + 48 * HOUR));
        send(
                producer,
                topic,
                "torn".getBytes(StandardCharsets.UTF_8),
                "{\"sessionId\":".getBytes(StandardCharsets.UTF_8));
        producer.flush();
    }

    private static SessionEvent event(String session, String item, long time) {
        return SessionEvent.newBuilder()
                .setSessionId(session)
                .setItemId(item)
                .setEventTime(Instant.ofEpochMilli(time))
                .build();
    }

    private void send(Producer<byte[], byte[]> producer, String topic, SessionEvent event) {
        send(producer, topic, event.getSessionId().getBytes(StandardCharsets.UTF_8), EventFormat.AVRO.encode(event));
    }

    private void send(Producer<byte[], byte[]> producer, String topic, byte[] key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key, value));
        sent++;
    }
}
