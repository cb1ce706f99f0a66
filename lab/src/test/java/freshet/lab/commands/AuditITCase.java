package freshet.lab.commands;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.cli.CommandException;
import freshet.cli.audit.AuditCommand;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.cli.testing.CommandRun;
import freshet.lab.RunningKafka;
import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendationSource;
import freshet.schema.RecommendedItem;
import freshet.schema.RejectedEvent;
import freshet.schema.RejectionReason;
import freshet.schema.SessionEvent;
import freshet.schema.codec.SingleObjectCodec;
import freshet.schema.event.DecodedEvent;
import freshet.schema.event.EventDecoder;
import freshet.schema.event.EventFormat;
import freshet.schema.event.EventLimits;
import freshet.schema.event.RejectedEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Events on a real broker, answers and rejections written by hand as a job would, counted by the
 * command. One broker serves all cases, and each is short, so the file is a long one.
 */
final class AuditITCase {
    private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
    private static final SingleObjectCodec<Recommendation> ANSWERS = new SingleObjectCodec<>(Recommendation.class);
    private static final SingleObjectCodec<RejectedEvent> REJECTIONS = new SingleObjectCodec<>(RejectedEvent.class);

    @TempDir
    private static Path folder;

    private static RunningKafka kafka;
    private static Producer<byte[], byte[]> producer;

    @BeforeAll
    static void start() {
        kafka = new RunningKafka(folder.resolve("kafka"));
        Map<String, String> large = Map.of("max.request.size", "4000000");
        producer = new KafkaConnection(kafka.bootstrapServers(), large).producer();
    }

    @AfterAll
    static void stop() {
        producer.close();
        kafka.close();
    }

    @Test
    void aWholeLedgerIsCountedAndItsAnswersAreJudged() throws IOException {
        TopicNames topics = topicsWithEvents("whole");
        accountForAll(topics);

        CommandRun run = audit(topics, "--json");

        assertThat(run.status()).isZero();
        JsonNode report = new JsonMapper().readTree(run.out());
        assertThat(report.get("whole").asBoolean()).isTrue();
        assertThat(report.get("events").asLong()).isEqualTo(7);
        assertThat(report.get("answered").asLong()).isEqualTo(4);
        assertThat(report.get("rejected").toString()).isEqualTo("{\"MALFORMED\":3}");
        // Each answer offers [a, b]: after a comes b (rank 1) and after b comes c (a miss), in
        // session s-1 alone.
        assertThat(report.at("/quality/predictions").asLong()).isEqualTo(2);
        assertThat(report.at("/quality/recall").asDouble()).isEqualTo(0.5);
        assertThat(report.at("/quality/mrr").asDouble()).isEqualTo(0.25);
        assertThat(report.at("/qualityByVersion/3/predictions").asLong()).isEqualTo(2);
        assertThat(audit(topics).out())
                .contains("Recall@20 0.5000  MRR@20 0.2500  (2 predictions)")
                .contains("The ledger is whole: every event is accounted for exactly once.");
    }

    @Test
    void aMissingEventIsFound() {
        TopicNames topics = topicsWithEvents("missing");
        List<ConsumerRecord<byte[], byte[]>> events = kafka.records(topics.events());
        events.stream().skip(1).forEach(event -> account(topics, event));
        ConsumerRecord<byte[], byte[]> left = events.get(0);

        CommandRun run = audit(topics, "--ledger-only");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure()).isEmpty();
        assertThat(run.out())
                .containsPattern("missing +1 +" + topics.events() + "-" + left.partition() + "@" + left.offset())
                .contains("The ledger is broken: 1 missing.")
                .doesNotContain("Recall");
    }

    @Test
    void anEventWithBothIsFound() {
        TopicNames topics = topicsWithEvents("both");
        accountForAll(topics);
        ConsumerRecord<byte[], byte[]> event = sessionEvent(topics);
        send(topics.rejected(), rejection(event, "again"));
        send(topics.recommendations(), answer(event));

        CommandRun run = audit(topics);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).containsPattern("both +1 +" + topics.events() + "-" + event.partition() + "@");
    }

    @Test
    void aRepeatedAnswerIsAFaultUnderExactlyOnceAlone() {
        TopicNames topics = topicsWithEvents("repeated");
        accountForAll(topics);
        kafka.records(topics.recommendations()).stream()
                .limit(1)
                .forEach(answer -> send(topics.recommendations(), answer.value()));

        assertThat(audit(topics).status()).isZero();
        assertThat(audit(topics).out())
                .containsPattern("repeated +1 ")
                .contains("The ledger is whole: every event has its answer or its rejection. 1 record repeats an answer"
                        + " or a rejection, as at-least-once delivery allows.")
                .doesNotContain("exactly once");
        CommandRun strict = audit(topics, "--exactly-once");
        assertThat(strict.status()).isEqualTo(1);
        assertThat(strict.out()).contains("The ledger is broken: 1 repeated. 1 record repeats");
    }

    @Test
    void anAnswerToNoEventAndAnUnreadableOneAreFound() {
        TopicNames topics = topicsWithEvents("unknown");
        accountForAll(topics);
        send(
                topics.recommendations(),
                ANSWERS.encode(answer("s", START, new EventCoordinates(topics.events(), 0, 4_711L))));
        send(topics.recommendations(), new byte[] {1, 2, 3});

        CommandRun run = audit(topics);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern("unknown +1 +" + topics.events() + "-0@4711")
                .contains("The ledger is broken: 1 unknown, 1 unreadable output.")
                .contains("Topic " + topics.events() + " was made anew");
    }

    @Test
    void answersOfATopicThatWasMadeAnewAreNotItsOwn() throws Exception {
        TopicNames topics = kafka.topics("anew", 1);
        sendEvents(topics, "old", 100);
        accountForAll(topics);
        assertThat(audit(topics, "--exactly-once").status()).isZero();
        makeAnew(topics);
        sendEvents(topics, "new", 100);

        CommandRun run = audit(topics, "--exactly-once");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern("answered +0\n")
                .containsPattern("missing +100 ")
                .containsPattern("of another event +100 ")
                .contains("The ledger is broken: 100 missing, 100 of another event. Topic " + topics.events()
                        + " was made anew after it was answered");
    }

    @Test
    void theSameEventsInATopicThatWasMadeAnewAreTold() throws Exception {
        TopicNames topics = kafka.topics("again", 1);
        sendEvents(topics, "same", 10);
        kafka.records(topics.events())
                .forEach(event -> send(
                        topics.recommendations(), answer(event, Instant.now().minusSeconds(600))));
        makeAnew(topics);
        sendEvents(topics, "same", 10);

        assertThat(audit(topics).out())
                .containsPattern("early +10 ")
                .contains("10 answers are older than their events");
    }

    @Test
    void jsonEventsThatAreReadAsAvroAreCountedAsUnreadable() throws IOException {
        TopicNames topics = kafka.topics("json", 1);
        for (int i = 0; i < 3; i++) {
            send(topics.events(), key("s"), EventFormat.JSON.encode(event("s", "a", i)));
            byte[] answer = ANSWERS.encode(
                    answer("s", START.plusSeconds(i), new EventCoordinates(topics.events(), 0, (long) i)));
            send(topics.recommendations(), answer);
        }

        CommandRun run = audit(topics, "--events-format", "avro");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern("events +3 +3 cannot be read as Avro; --events-format auto reads Avro and JSON\n")
                .containsPattern("unchecked +3 ")
                .containsPattern("all models +no Recall and no MRR: none of the events can be read as Avro; --events")
                .contains("The ledger is broken: 3 unchecked. 3 answers are of events that this audit cannot read")
                .doesNotContain("Recall@");
        assertThat(audit(topics).status()).isZero();
        assertThat(audit(topics).out()).contains("(2 predictions)");
    }

    @Test
    void aFigureOverNoPredictionIsNone() throws IOException {
        TopicNames topics = kafka.topics("empty", 1);

        CommandRun run = audit(topics);

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("no Recall and no MRR: topic " + topics.events() + " has no events")
                .contains("Topic " + topics.events() + " has no events: there is nothing to account for.");
        JsonNode json = new JsonMapper().readTree(audit(topics, "--json").out());
        assertThat(json.at("/quality/recall").isNull()).isTrue();
        assertThat(json.at("/quality/why").asText()).isEqualTo("topic " + topics.events() + " has no events");
        assertThat(json.get("verdict").asText()).endsWith("there is nothing to account for.");
        assertThat(json.at("/topicIds/" + topics.events()).asText()).isNotEmpty();
    }

    @Test
    void rejectedJsonIsReadAndSaidToBeRejected() throws IOException {
        TopicNames topics = kafka.topics("refused", 1);
        for (int i = 0; i < 2; i++) {
            send(topics.events(), key("s"), EventFormat.JSON.encode(event("s", "a", i)));
        }
        accountForAll(topics); // as a job does that takes Avro alone

        assertThat(audit(topics).out())
                .containsPattern("events +2\n")
                .containsPattern("rejected +2 +MALFORMED 2\n")
                .containsPattern("all models +no Recall and no MRR: all events that can be read were rejected\n")
                .contains("The ledger is whole: every event is accounted for exactly once.");
        JsonNode json = new JsonMapper().readTree(audit(topics, "--json").out());
        assertThat(json.get("whole").asBoolean()).isTrue();
        assertThat(json.get("unreadableEvents").asInt()).isZero();
        assertThat(json.at("/quality/predictions").asInt()).isZero();
    }

    @Test
    void answersOfEventsOfAnotherTopicAreTold() {
        TopicNames topics = topicsWithEvents("here");
        accountForAll(topics);
        send(topics.recommendations(), ANSWERS.encode(answer("s", START, new EventCoordinates("elsewhere", 0, 0L))));

        assertThat(audit(topics).out())
                .contains("1 of the unknown are of events of another topic than " + topics.events());
    }

    @Test
    void answersOfEventsThatAreDeletedAreNoFault() throws Exception {
        TopicNames topics = kafka.topics("deleted", 1);
        sendEvents(topics, "s", 5);
        accountForAll(topics);
        try (Admin admin = kafka.connection().admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(topics.events(), 0), RecordsToDelete.beforeOffset(3)))
                    .all()
                    .get();
        }

        CommandRun run = audit(topics, "--exactly-once");

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .containsPattern("events +2\n")
                .containsPattern("deleted +3 ")
                .containsPattern("expired +3 ");
    }

    @Test
    void anAbortedTransactionIsNotCounted() {
        TopicNames topics = topicsWithEvents("aborted");
        accountForAll(topics);
        ConsumerRecord<byte[], byte[]> event = sessionEvent(topics);
        try (Producer<byte[], byte[]> doubtful = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "aborted"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            doubtful.initTransactions();
            doubtful.beginTransaction();
            doubtful.send(new ProducerRecord<>(topics.rejected(), rejection(event, "aborted")));
            doubtful.flush();
            doubtful.abortTransaction();
        }

        assertThat(audit(topics, "--exactly-once").status()).isZero();
    }

    @Test
    void aMissingTopicIsNamed() {
        CommandRun run = audit(new TopicNames("no-such-topic", "x", "y", "z"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.failure()).get().isInstanceOf(CommandException.class);
        assertThat(run.failure().get())
                .hasMessageStartingWith("there is no topic x;")
                .hasMessageEndingWith("check its name, or create it with freshet topics --bootstrap-servers "
                        + kafka.bootstrapServers() + " --set events.topic=no-such-topic --set recommendations.topic=x"
                        + " --set rejected.topic=y --create 8");
    }

    private static CommandRun audit(TopicNames topics, String... more) {
        producer.flush();
        String[] arguments = {
            "--bootstrap-servers", kafka.bootstrapServers(),
            "--events-topic", topics.events(),
            "--recommendations-topic", topics.recommendations(),
            "--rejected-topic", topics.rejected()
        };
        return CommandRun.of(
                new AuditCommand(),
                Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new));
    }

    /** Session s-1 with three events, s-2 with one; garbage, a tombstone and a megabyte. */
    private static TopicNames topicsWithEvents(String deployment) {
        TopicNames topics = kafka.topics(deployment, 2);
        sendEvent(topics, "s-1", "a", 0);
        sendEvent(topics, "s-1", "b", 10);
        sendEvent(topics, "s-1", "c", 20);
        sendEvent(topics, "s-2", "a", 5);
        send(topics.events(), "garbage".getBytes(StandardCharsets.UTF_8));
        send(topics.events(), null);
        send(topics.events(), new byte[1 << 20]);
        producer.flush();
        return topics;
    }

    /** One event per session. */
    private static void sendEvents(TopicNames topics, String sessions, int count) {
        for (int i = 0; i < count; i++) {
            sendEvent(topics, sessions + "-" + i, "a", i);
        }
        producer.flush();
    }

    /** Deletes the topic of the events and creates one of the same name. */
    private static void makeAnew(TopicNames topics) throws Exception {
        try (Admin admin = kafka.connection().admin()) {
            admin.deleteTopics(List.of(topics.events())).all().get();
            eventually().until(() -> !admin.listTopics().names().get().contains(topics.events()));
            Topics.create(admin, topics, 1);
        }
    }

    private static ConsumerRecord<byte[], byte[]> sessionEvent(TopicNames topics) {
        return kafka.records(topics.events()).stream()
                .filter(event -> event.key() != null)
                .findFirst()
                .orElseThrow();
    }

    private static void sendEvent(TopicNames topics, String session, String item, long second) {
        send(topics.events(), key(session), EventFormat.AVRO.encode(event(session, item, second)));
    }

    private static SessionEvent event(String session, String item, long second) {
        return SessionEvent.newBuilder()
                .setSessionId(session)
                .setItemId(item)
                .setEventTime(START.plusSeconds(second))
                .build();
    }

    private static byte[] key(String session) {
        return session.getBytes(StandardCharsets.UTF_8);
    }

    private static void accountForAll(TopicNames topics) {
        producer.flush();
        kafka.records(topics.events()).forEach(event -> account(topics, event));
        producer.flush();
    }

    private static void account(TopicNames topics, ConsumerRecord<byte[], byte[]> event) {
        EventDecoder decoder = EventFormat.AVRO.decoder(EventLimits.DEFAULT, Clock.systemUTC());
        if (decoder.decode(value(event)) instanceof DecodedEvent.Refused refused) {
            send(topics.rejected(), rejection(event, refused.detail()));
        } else {
            send(topics.recommendations(), answer(event));
        }
    }

    private static byte[] answer(ConsumerRecord<byte[], byte[]> event) {
        return answer(event, Instant.now());
    }

    private static byte[] answer(ConsumerRecord<byte[], byte[]> event, Instant emitted) {
        EventDecoder decoder = EventFormat.AVRO.decoder(EventLimits.DEFAULT, Clock.systemUTC());
        SessionEvent decoded = ((DecodedEvent.Accepted) decoder.decode(value(event))).event();
        Recommendation answer = answer(decoded.getSessionId(), decoded.getEventTime(), place(event));
        answer.setEmittedAt(emitted);
        return ANSWERS.encode(answer);
    }

    private static byte[] rejection(ConsumerRecord<byte[], byte[]> event, String detail) {
        return REJECTIONS.encode(RejectedEvents.of(RejectionReason.MALFORMED, detail, place(event), value(event)));
    }

    private static EventCoordinates place(ConsumerRecord<byte[], byte[]> event) {
        return new EventCoordinates(event.topic(), event.partition(), event.offset());
    }

    private static Recommendation answer(String session, Instant time, EventCoordinates event) {
        return Recommendation.newBuilder()
                .setSessionId(session)
                .setEvent(event)
                .setEventTime(time)
                .setModelVersion(3)
                .setSource(RecommendationSource.MODEL)
                .setPosition(1)
                .setItems(List.of(new RecommendedItem("a", 0.5f), new RecommendedItem("b", 0.3f)))
                .setEmittedAt(Instant.now())
                .build();
    }

    private static byte[] value(ConsumerRecord<byte[], byte[]> event) {
        return event.value() == null ? new byte[0] : event.value();
    }

    private static void send(String topic, byte[] value) {
        send(topic, null, value);
    }

    private static void send(String topic, byte[] key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key, value));
    }
}
