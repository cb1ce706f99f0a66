package freshet.lab.gateway;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import freshet.cli.audit.AuditCommand;
import freshet.cli.kafka.TopicNames;
import freshet.cli.serve.LocalJob;
import freshet.cli.serve.LoopbackPorts;
import freshet.cli.testing.CommandRun;
import freshet.lab.RunningShop;
import freshet.lab.gateway.RunningGateway.Called;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events over HTTP, answered by a running job. */
class GatewayEventsITCase {
    private static final String WAIT = "/v1/events?wait=60s";

    @TempDir
    static Path folder;

    private static RunningShop shop;
    private static TopicNames topics;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        shop = new RunningShop(
                folder,
                "a b c\na b d\nb c d\na b c\nc d a\n".repeat(10),
                "delivery=at-least-once",
                "checkpoint.interval=10 s");
        topics = shop.topics();
        gateway = new RunningGateway(shop.bootstrapServers(), topics, Map.of());
        eventually().untilAsserted(() -> assertThat(gateway.get("/health/ready").status())
                .isEqualTo(200));
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
        shop.close();
    }

    private static String event(String session, String item) {
        return "{\"sessionId\":\"" + session + "\",\"itemId\":\"" + item + "\"}";
    }

    @Test
    void anEventGetsItsOwnAnswerAndAGetAfterItNoOlderOne() throws Exception {
        long before = -1;
        for (int step = 0; step < 30; step++) {
            Called answered = gateway.post(WAIT, event("own", "abc".substring(step % 3, step % 3 + 1)));
            assertThat(answered.status()).as(answered.body().toString()).isEqualTo(200);
            assertThat(answered.body().path("sessionId").asText()).isEqualTo("own");
            assertThat(answered.body().path("position").asInt()).isEqualTo(step + 1);
            assertThat(answered.body().path("source").asText()).isEqualTo("MODEL");
            String id = answered.body().path("recommendationId").asText();
            assertThat(id).startsWith(topics.events() + "-");
            long offset = Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
            assertThat(offset).isGreaterThan(before);
            before = offset;

            assertThat(gateway.get("/v1/sessions/own/recommendations").body()).isEqualTo(answered.body());
        }
        eventually().untilAsserted(() -> assertThat(
                        gateway.get("/v1/sessions/own").body().path("events"))
                .hasSize(30));
    }

    @Test
    void aListGetsItsAnswersInItsOrder() throws Exception {
        String list = IntStream.range(0, 200)
                .mapToObj(at -> event("list-" + at % 20, "abc".substring(at % 3, at % 3 + 1)))
                .collect(Collectors.joining(",", "[", "]"));
        Called answered = gateway.post(WAIT, list);
        assertThat(answered.status()).as(answered.body().toString()).isEqualTo(200);
        assertThat(answered.body().path("results")).hasSize(200);
        int at = 0;
        for (JsonNode result : answered.body().path("results")) {
            assertThat(result.path("status").asInt()).isEqualTo(200);
            assertThat(result.at("/answer/sessionId").asText()).isEqualTo("list-" + at % 20);
            assertThat(result.at("/answer/position").asInt()).isEqualTo(at / 20 + 1);
            at++;
        }
    }

    @Test
    void aRepetitionIsRefusedWithReasonAndPlace() throws Exception {
        String once = "{\"sessionId\":\"twice\",\"itemId\":\"a\",\"eventId\":\"e-1\"}";
        assertThat(gateway.post(WAIT, once).status()).isEqualTo(200);
        Called again = gateway.post(WAIT, once);
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body().path("reason").asText()).isEqualTo("DUPLICATE");
        assertThat(again.body().path("detail").asText())
                .isEqualTo("the session has an event with this eventId already");
        assertThat(again.body().at("/event/topic").asText()).isEqualTo(topics.events());

        Called both = gateway.post(WAIT, "[" + once + "," + event("twice", "b") + "]");
        assertThat(both.status()).isEqualTo(207);
        assertThat(both.body().at("/results/0/status").asInt()).isEqualTo(422);
        assertThat(both.body().at("/results/1/answer/position").asInt()).isEqualTo(2);
    }

    @Test
    void withoutWaitingACallerIsToldWhereTheEventIs() throws Exception {
        Called written = gateway.post("/v1/events", event("later", "a"));
        assertThat(written.status()).isEqualTo(202);
        String id = written.body().at("/event/topic").asText() + "-"
                + written.body().at("/event/partition").asText() + "-"
                + written.body().at("/event/offset").asText();
        eventually().untilAsserted(() -> assertThat(gateway.get("/v1/sessions/later/recommendations")
                        .body()
                        .path("recommendationId")
                        .asText())
                .isEqualTo(id));
    }

    @Test
    void whatIsViewedMostTrends() throws Exception {
        String list = IntStream.range(0, 900)
                .mapToObj(at -> event("trend-" + at, at % 3 == 0 ? "d" : "hit"))
                .collect(Collectors.joining(",", "[", "]"));
        Called viewed = gateway.post(WAIT, list);
        assertThat(viewed.status()).as(viewed.body().toString()).isEqualTo(200);
        eventually().untilAsserted(() -> {
            Called trending = gateway.get("/v1/trending?window=1h&n=1");
            assertThat(trending.status()).isEqualTo(200);
            assertThat(trending.body().path("window").asText()).isEqualTo("1 h");
            assertThat(trending.body().at("/items/0/itemId").asText()).isEqualTo("hit");
        });
        Called other = gateway.get("/v1/trending?window=2h");
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.body().path("remedy").asText()).isEqualTo("ask for 1 h or 1 d, or add it to trending.windows");
    }

    @Test
    void aRestartUnderLoadLosesNoEvent() throws Exception {
        Map<String, String> port =
                Map.of("http.port", LoopbackPorts.free(1).get(0).toString());
        RunningGateway first = new RunningGateway(shop.bootstrapServers(), topics, port);
        try (first;
                Shoppers shoppers = new Shoppers(first.address(), 4, "5s")) {
            eventually().until(() -> shoppers.replies(200) > 50);
            first.close();
            long before = shoppers.replies(200);
            try (RunningGateway second = new RunningGateway(shop.bootstrapServers(), topics, port)) {
                eventually().until(() -> shoppers.replies(200) > before + 50);
                assertThat(shoppers.stop()).isGreaterThan(100);
                eventually().untilAsserted(() -> {
                    CommandRun audit = CommandRun.of(
                            new AuditCommand(),
                            "--bootstrap-servers",
                            shop.bootstrapServers(),
                            "--events-topic",
                            topics.events(),
                            "--recommendations-topic",
                            topics.recommendations(),
                            "--rejected-topic",
                            topics.rejected(),
                            "--ledger-only");
                    assertThat(audit.status()).as(audit.out() + audit.err()).isZero();
                });
                for (String session : shoppers.newest().keySet()) {
                    eventually()
                            .until(() ->
                                    second.get("/v1/sessions/" + session).body().has("answer"));
                }
            }
        }
    }

    @Test
    void withExactlyOnceTheAnswerComesWithTheNextCheckpoint() throws Exception {
        TopicNames own = shop.kafka().topics("exact", 1);
        try (LocalJob exact = shop.job(own, "delivery=exactly-once", "checkpoint.interval=5 s");
                RunningGateway other = new RunningGateway(shop.bootstrapServers(), own, Map.of())) {
            exact.requireAlive();
            eventually().untilAsserted(() -> {
                Called written = other.post("/v1/events?wait=1s", event("s", "a"));
                assertThat(written.status()).isEqualTo(202);
                assertThat(written.body().path("detail").asText())
                        .isEqualTo("the job's answers come with its next checkpoint (delivery: exactly-once)");
            });
            eventually().until(() -> other.get("/v1/sessions/s").body().has("answer"));
        }
    }
}
