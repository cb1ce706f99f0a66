package freshet.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a real server does with those who send or read too much, too slowly or too often. */
class LimitsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final byte[] LARGE = new byte[32 << 20];

    private static final List<Route> ROUTES = List.of(
            Route.get("/", Access.OPEN, call -> Reply.json(200, "here").now()),
            Route.get("/large", Access.OPEN, call -> Reply.of(200, "text/plain", LARGE)
                    .now()),
            Route.post("/notes", Access.OPEN, call -> Reply.json(200, "taken").now()),
            Route.stream("/live", Access.OPEN, (call, stream) -> {}));

    private final PrometheusRegistry metrics = new PrometheusRegistry();

    @Test
    void aGigabyteIsRefusedBeforeItIsRead() throws Exception {
        try (HttpServer server = server(Map.of())) {
            RawHttp.Answer answer = RawHttp.send(server.port(), post("Content-Length: 1073741824\r\n\r\n"));
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).contains("send at most 1048576 bytes (http.max-body)");
            assertRejected("body");
        }
    }

    @Test
    void aBodyWithoutALengthIsCutOffWhereItIsTooLong() throws Exception {
        try (HttpServer server = server(Map.of("http.max-body", "10 b"))) {
            RawHttp.Answer answer = RawHttp.send(
                    server.port(), post("Transfer-Encoding: chunked\r\n\r\n8\r\n12345678\r\n8\r\n12345678\r\n"));
            assertThat(answer.status()).isEqualTo(413);
        }
    }

    @Test
    void headersThatAreTooLongAreAProblem() throws Exception {
        try (HttpServer server = server(Map.of("http.max-headers", "2 kb"))) {
            RawHttp.Answer headers = RawHttp.send(server.port(), get("/", "X-Long: " + "x".repeat(3_000) + "\r\n"));
            assertThat(headers.status()).isEqualTo(431);
            assertThat(headers.headers()).containsEntry("content-type", "application/problem+json");
            RawHttp.Answer path = RawHttp.send(server.port(), get("/" + "x".repeat(3_000), ""));
            assertThat(path.status()).isEqualTo(414);
            assertRejected("request");
        }
    }

    @Test
    void halfABodyIsCutOffInTime() throws Exception {
        try (HttpServer server = server(Map.of("http.slow-timeout", "200 ms"))) {
            try (Socket socket = RawHttp.connect(server.port())) {
                write(socket, post("Content-Length: 10\r\n\r\n12345"));
                RawHttp.Answer answer = RawHttp.read(socket.getInputStream());
                assertThat(answer.status()).isEqualTo(408);
                assertThat(answer.body()).contains("http.slow-timeout");
            }
            assertRejected("slow");
        }
    }

    @Test
    void aConnectionWhoseCallNeverEndsIsClosed() throws Exception {
        try (HttpServer server = server(Map.of("http.slow-timeout", "200 ms"));
                Socket silent = RawHttp.connect(server.port());
                Socket slow = RawHttp.connect(server.port())) {
            write(slow, "GET / HTTP/1.1\r\nX-Slow: ");
            await().atMost(PATIENCE).until(() -> {
                try {
                    write(slow, "x"); // a byte now and then: the connection is never idle
                    return false;
                } catch (IOException e) {
                    return true;
                }
            });
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            assertRejected("slow");
        }
    }

    @Test
    void aReaderThatDoesNotReadItsAnswerIsCutOff() throws Exception {
        try (HttpServer server = server(Map.of("http.slow-timeout", "200 ms"));
                Socket socket = RawHttp.connect(server.port())) {
            write(socket, get("/large", ""));
            await().atMost(PATIENCE).until(() -> rejected("slow") > 0);
            await().atMost(PATIENCE).until(() -> server.connections() == 0);
        }
    }

    @Test
    void bodiesTogetherHaveABound() throws Exception {
        String ten = post("Content-Length: 10\r\n\r\n1234567890");
        try (HttpServer server = server(Map.of("http.max-bodies", "15 b"));
                Socket first = RawHttp.connect(server.port())) {
            write(first, post("Content-Length: 11\r\n\r\n1234567890"));
            await().atMost(PATIENCE).until(() -> bodyBytes() == 10);
            assertThat(RawHttp.send(server.port(), ten).status()).isEqualTo(503);
            assertRejected("bodies");
            write(first, "1");
            assertThat(RawHttp.read(first.getInputStream()).status()).isEqualTo(200);
            await().atMost(PATIENCE).until(() -> bodyBytes() == 0); // given back after the answer is out
            assertThat(RawHttp.send(server.port(), ten).status()).isEqualTo(200);
        }
    }

    @Test
    void tooManyCallsOfAClientAreToldWhenToCallAgain() throws Exception {
        try (HttpServer server = server(Map.of("http.rate", "3"))) {
            List<RawHttp.Answer> answers = new ArrayList<>();
            await().atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        answers.add(RawHttp.send(server.port(), get("/", "")));
                        return answers.get(answers.size() - 1).status() == 429;
                    });
            assertThat(answers.get(0).status()).isEqualTo(200);
            assertThat(answers.get(answers.size() - 1).headers()).containsEntry("retry-after", "1");
            assertRejected("rate");
        }
    }

    @Test
    void anAddressWithTooManyConnectionsGetsNoMore() throws Exception {
        try (HttpServer server = server(Map.of("http.max-connections-per-client", "2"));
                Socket first = RawHttp.connect(server.port());
                Socket second = RawHttp.connect(server.port())) {
            await().atMost(PATIENCE).until(() -> server.connections() == 2);
            try (Socket third = RawHttp.connect(server.port())) {
                assertThat(third.getInputStream().read()).isEqualTo(-1);
            }
            write(first, get("/", ""));
            assertThat(RawHttp.read(first.getInputStream()).status()).isEqualTo(200);
            first.close();
            second.close();
            await().atMost(PATIENCE).until(() -> server.connections() == 0);
            assertRejected("connections");
        }
    }

    @Test
    void eventStreamsHaveABound() throws Exception {
        try (HttpServer server = server(Map.of("http.max-streams", "1"));
                Socket first = RawHttp.connect(server.port())) {
            write(first, get("/live", ""));
            assertThat(first.getInputStream().read()).isEqualTo('H');
            RawHttp.Answer second = RawHttp.send(server.port(), get("/live", ""));
            assertThat(second.status()).isEqualTo(503);
            assertThat(second.headers()).containsEntry("retry-after", "10");
            assertRejected("streams");
        }
    }

    private void assertRejected(String reason) {
        await().atMost(PATIENCE).until(() -> rejected(reason) > 0);
    }

    private double rejected(String reason) {
        return metrics.scrape().stream()
                .filter(metric -> metric.getMetadata().getName().equals("freshet_gateway_rejected"))
                .flatMap(metric -> ((CounterSnapshot) metric).getDataPoints().stream())
                .filter(point -> point.getLabels().get("reason").equals(reason))
                .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
                .sum();
    }

    private double bodyBytes() {
        return metrics.scrape().stream()
                .filter(metric -> metric.getMetadata().getName().equals("freshet_gateway_body_bytes"))
                .flatMap(metric -> ((GaugeSnapshot) metric).getDataPoints().stream())
                .mapToDouble(GaugeSnapshot.GaugeDataPointSnapshot::getValue)
                .sum();
    }

    private HttpServer server(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("http.port", "0");
        return new HttpServer(HttpSettings.of(all), ROUTES, metrics);
    }

    private static String get(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n";
    }

    private static String post(String rest) {
        return "POST /notes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + rest;
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
