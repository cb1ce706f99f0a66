package freshet.lab.gateway;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import freshet.cli.kafka.TopicNames;
import freshet.cli.kafka.Topics;
import freshet.lab.RunningKafka;
import freshet.lab.gateway.RunningGateway.Called;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway tells of sessions. The test writes the answers itself. */
class GatewaySessionsITCase {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @TempDir
    static Path folder;

    private static RunningKafka kafka;
    private static Producer<byte[], byte[]> producer;

    @BeforeAll
    static void start() {
        kafka = new RunningKafka(folder.resolve("kafka"));
        producer = kafka.connection().producer();
    }

    @AfterAll
    static void stop() {
        producer.close();
        kafka.close();
    }

    private static RunningGateway gateway(TopicNames topics) {
        return new RunningGateway(kafka.bootstrapServers(), topics, Map.of());
    }

    private static WrittenAnswers answers(TopicNames topics) {
        return new WrittenAnswers(producer, topics.events(), topics.recommendations());
    }

    private static String id(TopicNames topics, long offset) {
        return topics.events() + "-0-" + offset;
    }

    private static void awaitAnswer(RunningGateway gateway, String session, String id) {
        eventually().untilAsserted(() -> assertThat(gateway.get("/v1/sessions/" + session + "/recommendations")
                        .body()
                        .path("recommendationId")
                        .asText())
                .isEqualTo(id));
    }

    private static void awaitReady(RunningGateway gateway) {
        eventually().untilAsserted(() -> assertThat(gateway.get("/health/ready").status())
                .isEqualTo(200));
    }

    @Test
    void aStartReadsBackAsFarAsSessionsCanBeOpen() throws Exception {
        TopicNames topics = kafka.topics("back", 2);
        WrittenAnswers answers = answers(topics);
        answers.write(0, "over", 1, NOW.minus(Duration.ofHours(3)), "x");
        answers.write(0, "open", 2, NOW.minus(Duration.ofMinutes(20)), "a", "b", "c");
        answers.write(0, "open", 1, NOW.minus(Duration.ofMinutes(19)), "repeated");
        answers.write(0, "new", 3, NOW, "d");
        try (RunningGateway one = gateway(topics);
                RunningGateway other = gateway(topics)) {
            awaitReady(one);
            awaitReady(other);
            Called open = one.get("/v1/sessions/open/recommendations?n=1&offset=1&exclude=a");
            assertThat(open.status()).isEqualTo(200);
            assertThat(open.body().toString())
                    .isEqualTo("{\"recommendationId\":\"" + id(topics, 2) + "\",\"sessionId\":\"open\","
                            + "\"modelVersion\":4,\"source\":\"MODEL\",\"position\":2,\"eventTime\":\""
                            + NOW.minus(Duration.ofMinutes(20)) + "\",\"emittedAt\":\""
                            + NOW.minus(Duration.ofMinutes(20))
                            + "\",\"items\":[{\"itemId\":\"c\",\"probability\":0.25}]}");
            assertThat(other.get("/v1/sessions/open/recommendations?n=1&offset=1&exclude=a")
                            .body())
                    .isEqualTo(open.body());

            Called over = one.get("/v1/sessions/over/recommendations");
            assertThat(over.status()).isEqualTo(200);
            assertThat(over.body().path("source").asText()).isEqualTo("NONE"); // no model tells popular items
            assertThat(over.body().has("recommendationId")).isFalse();
        }
    }

    @Test
    void anUnchangedAnswerIsNotSentAgain() throws Exception {
        TopicNames topics = kafka.topics("tag", 1);
        try (RunningGateway gateway = gateway(topics)) {
            answers(topics).write(0, "s", 7, NOW, "a");
            awaitAnswer(gateway, "s", id(topics, 7));
            String path = "/v1/sessions/s/recommendations";
            String tag = gateway.get(path).headers().get("etag");
            assertThat(tag).isEqualTo("\"" + id(topics, 7) + "\"");

            Called again = gateway.get(path, "If-None-Match", tag);
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.headers()).containsEntry("etag", tag);
            assertThat(gateway.get(path, "If-None-Match", "\"other\", W/" + tag).status())
                    .isEqualTo(304);
            assertThat(gateway.get(path, "If-None-Match", "\"other\"").status()).isEqualTo(200);
        }
    }

    @Test
    void aSessionEndsByEventTime() throws Exception {
        TopicNames topics = kafka.topics("ends", 1);
        try (RunningGateway gateway = gateway(topics)) {
            WrittenAnswers answers = answers(topics);
            answers.write(0, "s", 1, NOW, "a");
            answers.write(0, "other", 2, NOW.plus(Duration.ofMinutes(31)), "b");
            awaitAnswer(gateway, "other", id(topics, 2));
            // 30 minutes of gap and one of disorder: not over yet
            assertThat(gateway.get("/v1/sessions/s").body().has("answer")).isTrue();
            answers.write(0, "other", 3, NOW.plus(Duration.ofMinutes(31)).plusMillis(1), "b");
            awaitAnswer(gateway, "other", id(topics, 3));
            eventually().until(() -> !gateway.get("/v1/sessions/s").body().has("answer"));
        }
    }

    @Test
    void addedPartitionsAndTopicsMadeAnewAreRead() throws Exception {
        TopicNames topics = kafka.topics("anew", 1);
        try (RunningGateway gateway = gateway(topics);
                Admin admin = kafka.connection().admin()) {
            WrittenAnswers answers = answers(topics);
            answers.write(0, "s", 900, NOW, "a");
            awaitAnswer(gateway, "s", id(topics, 900));
            admin.createPartitions(Map.of(topics.recommendations(), NewPartitions.increaseTo(3)))
                    .all()
                    .get();
            answers.write(2, "added", 1, NOW, "a");
            awaitAnswer(gateway, "added", id(topics, 1));

            admin.deleteTopics(List.of(topics.events(), topics.recommendations(), topics.rejected()))
                    .all()
                    .get();
            eventually().untilAsserted(() -> {
                Called ready = gateway.get("/health/ready");
                assertThat(ready.status()).isEqualTo(503);
                assertThat(ready.body().path("detail").asText())
                        .contains("there is no topic " + topics.recommendations());
            });
            Topics.create(admin, topics, 1);
            awaitReady(gateway);
            eventually().untilAsserted(() -> {
                answers.write(0, "s", 0, NOW, "b"); // until the deleted topic's answers are forgotten
                assertThat(gateway.get("/v1/sessions/s")
                                .body()
                                .at("/answer/recommendationId")
                                .asText())
                        .isEqualTo(id(topics, 0));
            });
        }
    }

    @Test
    void answersOfOpenTransactionsAreNotTold() throws Exception {
        TopicNames topics = kafka.topics("open", 1);
        Map<String, Object> properties =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "job", "acks", "all");
        try (RunningGateway gateway = gateway(topics);
                Producer<byte[], byte[]> job =
                        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            awaitReady(gateway);
            job.initTransactions();
            WrittenAnswers answers = new WrittenAnswers(job, topics.events(), topics.recommendations());
            job.beginTransaction();
            answers.write(0, "s", 1, NOW, "aborted");
            job.abortTransaction();
            job.beginTransaction();
            answers.write(0, "s", 2, NOW, "committed");
            assertThat(gateway.get("/v1/sessions/s").body().has("answer")).isFalse();
            job.commitTransaction();
            awaitAnswer(gateway, "s", id(topics, 2));
        }
    }
}
