package freshet.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.cli.testing.Patience;
import freshet.client.Answer;
import freshet.client.ClientException;
import freshet.client.ClientException.Reason;
import freshet.client.ClientSettings;
import freshet.client.Coordinates;
import freshet.client.Event;
import freshet.client.FreshetClient;
import freshet.client.Sending;
import freshet.lab.broker.EmbeddedKafka;
import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.schema.codec.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Java client while topics change, transactions are open and brokers are away. The test writes
 * the answers itself, so that it chooses when and where they come.
 */
@Tag("faults")
class JavaClientFaultsITCase {
    private static final Duration PATIENCE = Patience.LONG;
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final SingleObjectCodec<Recommendation> ANSWERS = new SingleObjectCodec<>(Recommendation.class);

    @TempDir
    static Path folder;

    private static RunningKafka kafka;

    @BeforeAll
    static void start() {
        kafka = new RunningKafka(folder.resolve("kafka"));
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static ClientSettings settings(TopicNames topics) {
        return ClientSettings.of(kafka.bootstrapServers())
                .withTopics(topics.events(), topics.recommendations(), topics.rejected())
                .withDeadline(PATIENCE);
    }

    @Test
    void withoutABrokerConnectingSaysWhatToCheck() {
        ClientSettings settings =
                ClientSettings.of("127.0.0.1:1").withKafkaProperties(Map.of("default.api.timeout.ms", "5000"));
        assertThatThrownBy(() -> FreshetClient.connect(settings))
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE))
                .hasMessageContaining("check that a broker runs at 127.0.0.1:1");
    }

    @Test
    void answersOnAddedPartitionsAreRead() throws Exception {
        TopicNames topics = kafka.topics("added", 1);
        try (FreshetClient client = FreshetClient.connect(settings(topics));
                Admin admin = kafka.connection().admin();
                Producer<byte[], byte[]> job = kafka.connection().producer()) {
            Event event = Event.view("s", "i");
            Sending sending = client.submit(event, PATIENCE);
            admin.createPartitions(Map.of(topics.recommendations(), NewPartitions.increaseTo(3)))
                    .all()
                    .get();
            answer(job, topics, 2, event, sending.written().join());

            assertOwn(sending);
        }
    }

    @Test
    void afterTopicsAreMadeAnewAnswersAreRead() throws Exception {
        TopicNames topics = kafka.topics("anew", 1);
        try (FreshetClient client = FreshetClient.connect(settings(topics));
                Admin admin = kafka.connection().admin();
                Producer<byte[], byte[]> job = kafka.connection().producer()) {
            for (int event = 0; event < 3; event++) {
                Event before = Event.view("s", "i-" + event);
                Sending sending = client.submit(before, PATIENCE);
                answer(job, topics, 0, before, sending.written().join());
                assertOwn(sending);
            }
            admin.deleteTopics(List.of(topics.events(), topics.recommendations(), topics.rejected()))
                    .all()
                    .get();
            await().atMost(PATIENCE).until(() -> client.status().problems().size() == 3);
            assertThat(client.status().problems())
                    .anyMatch(problem -> problem.startsWith("there is no topic " + topics.recommendations()));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(words(client.submit(Event.view("s", "i"), SHORT)))
                    .isEqualTo("the event was not written to topic " + topics.events()
                            + ": no broker tells of it; check that it exists, and that a broker runs at "
                            + kafka.bootstrapServers()));
            Topics.create(admin, topics, 1);

            Event event = Event.view("s", "i");
            List<Sending> last = new ArrayList<>();
            await().atMost(PATIENCE).until(() -> {
                last.add(client.submit(event, PATIENCE));
                return last.get(last.size() - 1)
                        .written()
                        .handle((place, failure) -> failure == null)
                        .get();
            });
            Sending sending = last.get(last.size() - 1);
            answer(job, topics, 0, event, sending.written().join());
            assertOwn(sending);
            await().atMost(PATIENCE)
                    .until(() -> client.status().problems().isEmpty()
                            && client.newest("s")
                                    .map(Answer.Recommended::event)
                                    .equals(Optional.of(sending.written().join())));
        }
    }

    @Test
    void anAnswerOfAnOpenTransactionWaitsForTheCommit() throws Exception {
        TopicNames topics = kafka.topics("transaction", 1);
        Map<String, Object> properties =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "job", "acks", "all");
        try (FreshetClient client = FreshetClient.connect(settings(topics));
                Producer<byte[], byte[]> job =
                        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            job.initTransactions();
            job.beginTransaction();
            Event event = Event.view("s", "i");
            Sending sending = client.submit(event, PATIENCE);
            answer(job, topics, 0, event, sending.written().join());

            await().atMost(PATIENCE).until(() -> client.status().heldBack() == 1);
            assertThat(sending.answer()).isNotDone();
            job.commitTransaction();
            assertOwn(sending);
        }
    }

    @Test
    void closeWritesWhatWasSentAndTellsWhere() {
        TopicNames topics = kafka.topics("closed", 2);
        List<Sending> sent = new ArrayList<>();
        FreshetClient client = FreshetClient.connect(settings(topics));
        for (int event = 0; event < 500; event++) {
            sent.add(client.submit(Event.view("s-" + event, "i"), Duration.ofHours(1)));
        }
        client.close();

        assertThat(sent).allSatisfy(sending -> assertThat(sending.answer())
                .isCompletedWithValue(new Answer.TimedOut(
                        Optional.of(sending.written().getNow(new Coordinates("none", 0, 0))), Optional.empty())));
        assertThat(kafka.records(topics.events())).hasSize(500);
        assertThat(client.send(Event.view("s", "i")))
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .withMessageContaining("the client is closed; the event was not sent");
        client.close();
    }

    @Test
    void unreadableAnswersAreCounted() throws Exception {
        TopicNames topics = kafka.topics("unreadable", 1);
        try (FreshetClient client = FreshetClient.connect(settings(topics));
                Producer<byte[], byte[]> job = kafka.connection().producer()) {
            job.send(new ProducerRecord<>(topics.recommendations(), new byte[] {1}, new byte[] {2}));
            job.send(new ProducerRecord<>(topics.rejected(), new byte[] {1}, null));
            await().atMost(PATIENCE).until(() -> client.status().unreadable() == 2);
            Event event = Event.view("s", "i");
            Sending sending = client.submit(event, PATIENCE);
            answer(job, topics, 0, event, sending.written().join());
            assertOwn(sending);
        }
    }

    /** The broker that comes back is an empty one, which has the topics anew. */
    @Test
    void eventsOutliveAnOutageOrFailInWords() throws Exception {
        EmbeddedKafka first = new EmbeddedKafka(folder.resolve("first"));
        String servers = first.bootstrapServers();
        KafkaConnection connection = KafkaConnection.plain(servers);
        TopicNames topics = TopicNames.DEFAULT;
        create(connection, topics);
        ClientSettings settings = ClientSettings.of(servers)
                .withDeadline(PATIENCE)
                .withKafkaProperties(Map.of(
                        "delivery.timeout.ms",
                        "15000",
                        "request.timeout.ms",
                        "5000",
                        "buffer.memory",
                        "32768",
                        "batch.size",
                        "8192"));
        try (FreshetClient client = FreshetClient.connect(settings)) {
            Event event = Event.view("s", "i");
            Sending answered = client.submit(event, PATIENCE);
            try (Producer<byte[], byte[]> job = connection.producer()) {
                answer(job, topics, 0, event, answered.written().join());
            }
            assertOwn(answered);
            first.close();

            Sending away = client.submit(Event.view("s", "i"), SHORT);
            assertThat(away.answer().join())
                    .isEqualTo(new Answer.TimedOut(Optional.empty(), Optional.of((Answer.Recommended)
                            answered.answer().join())));
            List<Sending> many = new ArrayList<>();
            for (int more = 0; more < 100; more++) {
                Event large =
                        Event.view("s", "i").withContext(Map.of("text", "x".repeat(250), "more", "y".repeat(250)));
                many.add(client.submit(large, PATIENCE));
            }
            assertThat(many.get(0).answer()).isNotDone(); // it waits for the broker's return
            assertThat(failure(many.get(99))).isEqualTo(Reason.NOT_WRITTEN);
            assertThat(words(many.get(99)))
                    .isEqualTo("the event was not written to topic events: the buffer of events that are not sent yet"
                            + " is full; look at the brokers, or raise Kafka's property buffer.memory");
            assertThat(failure(many.get(0))).isEqualTo(Reason.NOT_WRITTEN);
            assertThat(words(many.get(0))).contains("check that a broker runs at " + servers);
            assertThat(away.written()).isCompletedExceptionally();

            EmbeddedKafka second = new EmbeddedKafka(folder.resolve("second"), usual -> at(servers, usual));
            try {
                create(connection, topics);
                Event later = Event.view("s", "i");
                List<Sending> last = new ArrayList<>();
                await().atMost(PATIENCE).until(() -> {
                    last.add(client.submit(later, PATIENCE));
                    return last.get(last.size() - 1)
                            .written()
                            .handle((place, failure) -> failure == null)
                            .get();
                });
                Sending sending = last.get(last.size() - 1);
                try (Producer<byte[], byte[]> job = connection.producer()) {
                    answer(job, topics, 0, later, sending.written().join());
                }
                assertOwn(sending);
            } finally {
                second.close();
            }
        }
    }

    private static void create(KafkaConnection connection, TopicNames topics) {
        try (Admin admin = connection.admin()) {
            Topics.create(admin, topics, 1);
        }
    }

    /** The same settings, but for the broker's address. */
    private static Map<String, String> at(String address, Map<String, String> usual) {
        String own = usual.get("advertised.listeners");
        Map<String, String> moved = new HashMap<>(usual);
        moved.put("advertised.listeners", "PLAINTEXT://" + address);
        moved.computeIfPresent("listeners", (key, listeners) -> listeners.replace(own, "PLAINTEXT://" + address));
        return moved;
    }

    private static void answer(
            Producer<byte[], byte[]> job, TopicNames topics, int partition, Event event, Coordinates place)
            throws Exception {
        Recommendation answer = Recommendation.newBuilder()
                .setSessionId(event.sessionId())
                .setEvent(EventCoordinates.newBuilder()
                        .setTopic(place.topic())
                        .setPartition(place.partition())
                        .setOffset(place.offset())
                        .build())
                .setEventTime(event.time())
                .setModelVersion(1)
                .setSource(RecommendationSource.MODEL)
                .setPosition(1)
                .setItems(List.of(new RecommendedItem("b", 0.5f)))
                .setEmittedAt(event.time())
                .build();
        byte[] key = event.sessionId().getBytes(StandardCharsets.UTF_8);
        job.send(new ProducerRecord<>(topics.recommendations(), partition, key, ANSWERS.encode(answer)))
                .get(1, TimeUnit.MINUTES);
    }

    private static void assertOwn(Sending sending) {
        assertThat(sending.answer().join())
                .isInstanceOfSatisfying(Answer.Recommended.class, own -> assertThat(own.event())
                        .isEqualTo(sending.written().join()));
    }

    private static Reason failure(Sending sending) {
        return cause(sending).reason();
    }

    private static String words(Sending sending) {
        return cause(sending).getMessage();
    }

    private static ClientException cause(Sending sending) {
        try {
            Answer answer = sending.answer().join();
            throw new AssertionError("no failure but " + answer);
        } catch (CompletionException e) {
            return (ClientException) e.getCause();
        }
    }
}
