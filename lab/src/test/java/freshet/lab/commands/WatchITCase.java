package freshet.lab.commands;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.cli.CommandException;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.cli.testing.CommandRun;
import freshet.cli.testing.Patience;
import freshet.cli.watch.WatchCommand;
import freshet.lab.RunningKafka;
import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.schema.RejectedEvent;
import freshet.schema.RejectionReason;
import freshet.schema.codec.SingleObjectCodec;
import freshet.schema.event.RejectedEvents;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Answers and rejections on a real broker, watched by the command. One broker serves all cases, and
 * each is short, so the file is a long one.
 */
final class WatchITCase {
    private static final SingleObjectCodec<Recommendation> ANSWERS = new SingleObjectCodec<>(Recommendation.class);
    private static final SingleObjectCodec<RejectedEvent> REJECTIONS = new SingleObjectCodec<>(RejectedEvent.class);
    private static final long PATIENCE_SECONDS = Patience.LONG.toSeconds();
    private static final Duration FRACTION = Duration.ofMillis(300); // of a second
    private static final int MOST_TIMED = 60; // lines

    @TempDir
    private static Path folder;

    private static RunningKafka kafka;
    private static Producer<byte[], byte[]> producer;
    private static ExecutorService background;

    @BeforeAll
    static void start() {
        kafka = new RunningKafka(folder.resolve("kafka"));
        producer = kafka.connection().producer();
        background = Executors.newCachedThreadPool();
    }

    @AfterAll
    static void stop() {
        background.shutdownNow();
        producer.close();
        kafka.close();
    }

    @Test
    void answersAndRejectionsOfOneSessionAreShown() throws Exception {
        TopicNames topics = kafka.topics("session", 3);
        answer(topics, "s-1", 1);
        answer(topics, "s-2", 1);
        reject(topics, "s-1", "garbage");
        answer(topics, "s-1", 2);

        CommandRun run = watch(topics, "--session", "s-1", "--from", "beginning", "--count", "3");

        assertThat(run.failure()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out().lines())
                .satisfiesExactly(
                        first -> assertThat(first).matches(".*  s-1 +#1 +MODEL +v7 +sku-1 0\\.500  sku-2 0\\.250"),
                        second -> assertThat(second)
                                .matches(".*  s-1 +session-events-0@7 MALFORMED no event  \"garbage\""),
                        third -> assertThat(third).contains("#2 "));
        assertThat(run.err().lines())
                .containsExactly(
                        "freshet: watching session-recommendations and session-rejected-events from the beginning;"
                                + " Ctrl-C ends it",
                        "freshet: 2 recommendations and 1 rejection shown, of 4 records read");
    }

    @Test
    void partitionsAreReadFromTheBeginningInTheOrderOfTime() throws Exception {
        TopicNames topics = kafka.topics("order", 3);
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            if (i % 10 == 9) {
                reject(topics, "s-" + i, "" + i);
            } else {
                answer(topics, "s-" + i, 1);
            }
            sent.add("s-" + i);
        }

        List<String> shown = new ArrayList<>();
        for (JsonNode line : json(watch(topics, "--from", "beginning", "--count", "120", "--json"))) {
            shown.add(line.get("sessionId").asText());
        }

        assertThat(shown).isEqualTo(sent);
    }

    @Test
    void aTimeIsAPlaceToBegin() throws Exception {
        TopicNames topics = kafka.topics("since", 1);
        answer(topics, "old", 1);
        Instant between = Instant.ofEpochMilli(nextMilli());
        answer(topics, "new", 1);

        CommandRun run = watch(topics, "--from", between.toString(), "--count", "1");

        assertThat(run.out()).contains("  new ").hasLineCount(1);
        assertThat(watch(topics, "--from", "1h", "--count", "2").out()).hasLineCount(2);
    }

    @Test
    void whatComesIsShownWithinAFractionOfASecond() throws Exception {
        TopicNames topics = kafka.topics("live", 2);
        answer(topics, "before", 1);
        Live live = new Live(topics, "--count", Integer.toString(MOST_TIMED));
        live.awaitError("watching live-recommendations and live-rejected-events from now on");
        answer(topics, "first", 1); // makes connections and classes
        eventually().until(() -> live.out().contains("first"));

        Duration least = Patience.LONG;
        int sent = 1;
        for (; sent < MOST_TIMED && least.compareTo(FRACTION) >= 0; sent++) { // one that nothing else held up
            String session = "timed-" + sent;
            long begun = System.nanoTime();
            reject(topics, session, "garbage");
            eventually().pollInterval(Duration.ofMillis(5)).until(() -> live.out()
                    .contains(session));
            Duration wait = Duration.ofNanos(System.nanoTime() - begun);
            least = wait.compareTo(least) < 0 ? wait : least;
        }
        for (; sent < MOST_TIMED; sent++) {
            reject(topics, "further", "garbage");
        }

        assertThat(live.status()).isZero();
        assertThat(live.out()).doesNotContain("before");
        assertThat(least).isLessThan(FRACTION);
    }

    @Test
    void oneKindIsShownAlone() throws Exception {
        TopicNames topics = kafka.topics("kinds", 1);
        reject(topics, "s", "garbage");
        answer(topics, "s", 1);
        reject(topics, "s", "garbage");

        CommandRun answers =
                watch(topics, "--only", "recommendations", "--from", "beginning", "--count", "1", "--json");
        CommandRun rejected = watch(topics, "--only", "rejections", "--from", "beginning", "--count", "2", "--json");

        assertThat(answers.status()).isZero();
        assertThat(json(answers)).singleElement().satisfies(line -> assertThat(line.has("items"))
                .isTrue());
        assertThat(json(rejected)).hasSize(2).allSatisfy(line -> {
            assertThat(line.get("reason").asText()).isEqualTo("MALFORMED");
            assertThat(line.get("raw").asText()).isEqualTo("garbage");
        });
    }

    @Test
    void fewerThanTheCountWithinTheTimeIsAFailure() throws Exception {
        TopicNames topics = kafka.topics("few", 1);
        answer(topics, "s", 1);
        send(topics.recommendations(), "s", new byte[] {1, 2, 3});

        eventually()
                .untilAsserted(
                        () -> { // a busy machine may not even read the first one in time
                            CommandRun run = watch(topics, "--from", "beginning", "--count", "2", "--for", "1s");

                            assertThat(run.status()).isEqualTo(1);
                            assertThat(run.failure().orElseThrow())
                                    .isInstanceOf(CommandException.class)
                                    .hasMessageStartingWith("only 1 of 2 came within 1.0 s; check that the job runs");
                            assertThat(run.err())
                                    .contains("record few-recommendations-0@1 cannot be read and is left out: ")
                                    .contains("1 recommendation and 0 rejections shown, of 2 records read; 1 record");
                        });
    }

    @Test
    void aMissingTopicIsNamedAndNotMade() throws Exception {
        TopicNames topics = kafka.topics("missing", 1);

        CommandRun run = watch(new TopicNames("", topics.recommendations(), "nowhere", ""));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure().orElseThrow())
                .hasMessage("there is no topic nowhere; create it with freshet topics --bootstrap-servers "
                        + kafka.bootstrapServers() + " --set recommendations.topic=" + topics.recommendations()
                        + " --set rejected.topic=nowhere --create 8, or check its name");
        try (Admin admin = kafka.connection().admin()) {
            assertThat(admin.listTopics().names().get()).doesNotContain("nowhere");
        }
    }

    @Test
    void aTopicThatIsMadeAnewIsReadFromItsBeginning() throws Exception {
        TopicNames topics = kafka.topics("anew", 1);
        for (int i = 0; i < 3; i++) {
            answer(topics, "old-" + i, 1);
        }
        Live live = new Live(topics, "--count", "2");
        live.awaitError("watching");
        try (Admin admin = kafka.connection().admin()) {
            admin.deleteTopics(List.of(topics.recommendations())).all().get();
            live.awaitError("topic anew-recommendations is deleted; waiting until it is made anew");
            Topics.create(admin, topics, 1);
        }
        answer(topics, "new-1", 1);
        answer(topics, "new-2", 1);

        assertThat(live.status()).isZero();
        assertThat(live.out().lines())
                .satisfiesExactly(first -> assertThat(first).contains("  new-1 "), second -> assertThat(second)
                        .contains("  new-2 "));
        assertThat(live.err()).contains("topic anew-recommendations was made anew; it is read from its beginning");
    }

    @Test
    void aPartitionThatIsAddedIsRead() throws Exception {
        TopicNames topics = kafka.topics("added", 1);
        Live live = new Live(topics, "--count", "1");
        live.awaitError("watching");
        try (Admin admin = kafka.connection().admin()) {
            admin.createPartitions(Map.of(topics.recommendations(), NewPartitions.increaseTo(2)))
                    .all()
                    .get();
        }
        producer.send(new ProducerRecord<>(topics.recommendations(), 1, null, answerOf("added", 1)))
                .get();

        assertThat(live.status()).isZero();
        assertThat(live.out()).contains("  added ");
        assertThat(live.err()).contains("topic added-recommendations has 2 partitions now");
    }

    @Test
    void answersThatAreTakenBackAreShownWhereAskedFor() throws Exception {
        TopicNames topics = kafka.topics("aborted", 1);
        try (Producer<byte[], byte[]> doubtful = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "watched"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            doubtful.initTransactions();
            doubtful.beginTransaction();
            doubtful.send(new ProducerRecord<>(topics.recommendations(), answerOf("aborted", 1)));
            doubtful.flush();
            doubtful.abortTransaction();
        }
        answer(topics, "kept", 1);

        assertThat(watch(topics, "--from", "beginning", "--count", "1").out()).contains("  kept ");
        assertThat(watch(topics, "--from", "beginning", "--count", "1", "--isolation", "read_uncommitted")
                        .out())
                .contains("  aborted ");
    }

    /** By SIGTERM, which does as Ctrl-C: a build in the background may have SIGINT ignored. */
    @Test
    void aSignalEndsItWithASum() throws Exception {
        TopicNames topics = kafka.topics("interrupted", 1);
        answer(topics, "s", 1);
        Process process = process(topics, "--from", "beginning");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).contains("  s ");
            process.destroy();

            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(Files.readAllLines(errors(topics)))
                    .last()
                    .isEqualTo("freshet: 1 recommendation and 0 rejections shown, of 1 record read");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aClosedPipeEndsItQuietly() throws Exception {
        TopicNames topics = kafka.topics("closed", 1);
        answer(topics, "s", 1);
        Process process = process(topics, "--from", "beginning");
        try {
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                assertThat(out.readLine()).contains("  s ");
            }
            answer(topics, "nobody reads this", 1);

            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(Files.readAllLines(errors(topics)))
                    .singleElement()
                    .asString()
                    .startsWith("freshet: watching");
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process process(TopicNames topics, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dfreshet.log=" + folder.resolve("freshet.log"),
                "-cp",
                System.getProperty("java.class.path"),
                "freshet.cli.Freshet",
                "watch"));
        command.addAll(List.of(arguments(topics, more)));
        return new ProcessBuilder(command)
                .redirectError(errors(topics).toFile())
                .start();
    }

    private static Path errors(TopicNames topics) {
        return folder.resolve(topics.events() + ".err");
    }

    private static CommandRun watch(TopicNames topics, String... more) {
        return CommandRun.of(new WatchCommand(), arguments(topics, more));
    }

    private static String[] arguments(TopicNames topics, String... more) {
        String[] common = {
            "--bootstrap-servers", kafka.bootstrapServers(),
            "--recommendations-topic", topics.recommendations(),
            "--rejected-topic", topics.rejected()
        };
        return Stream.of(common, more).flatMap(Arrays::stream).toArray(String[]::new);
    }

    private static List<JsonNode> json(CommandRun run) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : run.out().lines().toList()) {
            lines.add(new JsonMapper().readTree(line));
        }
        return lines;
    }

    private static void answer(TopicNames topics, String session, int position) throws Exception {
        nextMilli();
        send(topics.recommendations(), session, answerOf(session, position));
    }

    private static byte[] answerOf(String session, int position) {
        return ANSWERS.encode(Recommendation.newBuilder()
                .setSessionId(session)
                .setEvent(new EventCoordinates("events", 0, (long) position))
                .setEventTime(Instant.now())
                .setModelVersion(7)
                .setSource(RecommendationSource.MODEL)
                .setPosition(position)
                .setItems(IntStream.rangeClosed(1, 2)
                        .mapToObj(i -> new RecommendedItem("sku-" + i, 0.5f / i))
                        .toList())
                .setEmittedAt(Instant.now())
                .build());
    }

    private static void reject(TopicNames topics, String key, String value) throws Exception {
        nextMilli();
        send(
                topics.rejected(),
                key,
                REJECTIONS.encode(RejectedEvents.of(
                        RejectionReason.MALFORMED,
                        "no event",
                        new EventCoordinates(topics.events(), 0, 7L),
                        value.getBytes(StandardCharsets.UTF_8))));
    }

    private static void send(String topic, String key, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))
                .get();
    }

    /** Waits for it, so that no two records have the same timestamp. */
    private static long nextMilli() {
        long before = System.currentTimeMillis();
        while (System.currentTimeMillis() == before) {
            Thread.onSpinWait();
        }
        return System.currentTimeMillis();
    }

    /** The command in a thread of its own, whose output can be read while it runs. */
    private static final class Live {
        private final StringWriter out = new StringWriter();
        private final StringWriter err = new StringWriter();
        private final Future<Integer> status;

        Live(TopicNames topics, String... more) {
            CommandLine command = new CommandLine(new WatchCommand())
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err));
            status = background.submit(() -> command.execute(arguments(topics, more)));
        }

        String out() {
            return out.toString();
        }

        String err() {
            return err.toString();
        }

        void awaitError(String words) {
            eventually().untilAsserted(() -> assertThat(err()).contains(words));
        }

        int status() throws Exception {
            return status.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
