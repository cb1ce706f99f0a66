package freshet.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ten thousand connections, and a hundred thousand sessions: memory and others' answers. */
@Tag("faults")
class CrowdITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int CROWD = 10_000;
    private static final long MB = 1 << 20;

    private static final List<Route> ROUTES = List.of(
            Route.get("/v1/sessions/{id}/recommendations", Access.READ, call -> Reply.json(200, call.path("id"))
                    .now()),
            Route.stream("/v1/live", Access.READ, (call, stream) -> {}));

    private final PrometheusRegistry metrics = new PrometheusRegistry();
    private Process crowd;

    @AfterEach
    void end() {
        if (crowd != null) {
            crowd.destroyForcibly();
        }
    }

    @Test
    void tenThousandHalfCallsTakeBoundedMemoryAndNobodysAnswer() throws Exception {
        try (HttpServer server = server(Map.of(
                "http.max-connections",
                "12000",
                "http.max-connections-per-client",
                "11000",
                "http.slow-timeout",
                "1 h",
                "http.idle-timeout",
                "1 h"))) {
            long before = memory();
            BufferedReader said = crowd(server, CROWD, "GET /v1/sessions/a/recommendations HTTP/1.1|Host: localhost");
            assertThat(said.readLine()).isEqualTo("open " + CROWD);
            await().atMost(PATIENCE).until(() -> server.connections() == CROWD);
            long taken = memory() - before;

            long slowest = ask(server, 1_000);

            System.out.println(CROWD + " connections with half a call each take " + taken / MB + " MB; the slowest of"
                    + " 1,000 calls beside them took " + slowest / 1_000_000 + " ms");
            assertThat(taken).isLessThan(500 * MB);
            crowd.getOutputStream().write('\n');
            crowd.getOutputStream().flush();
            assertThat(said.readLine()).isEqualTo("answered " + CROWD);
            await().atMost(PATIENCE).until(() -> server.connections() == 0);
        }
    }

    @Test
    void whoTakesAllConnectionsLosesThoseThatSayNothing() throws Exception {
        try (HttpServer server =
                server(Map.of("http.max-connections", "500", "http.max-connections-per-client", "1000000"))) {
            BufferedReader said = crowd(server, 2_000, "GET /v1/sessions/a/recommendations HTTP/1.1|");
            assertThat(said.readLine()).isEqualTo("open 2000");
            ask(server, 10);
            assertThat(server.connections()).isLessThanOrEqualTo(500);
        }
    }

    @Test
    void oneAddressNeverTakesAllConnections() throws Exception {
        try (HttpServer server = server(Map.of("http.max-connections-per-client", "100"))) {
            BufferedReader said = crowd(server, 5_000, "");
            assertThat(said.readLine()).isEqualTo("open 5000");
            await().atMost(PATIENCE).until(() -> server.connections() <= 100);
        }
    }

    @Test
    void aHundredThousandSessionsLeaveNothing() throws Exception {
        try (HttpServer server = server(Map.of())) {
            sessions(server, 0, 10_000);
            long before = memory();
            int series = series();
            sessions(server, 10_000, 110_000);
            assertThat(series()).isEqualTo(series);
            assertThat(memory() - before).isLessThan(20 * MB);
        }
    }

    /** Asks for sessions by pipelined calls, and reads all answers. */
    private static void sessions(HttpServer server, int from, int to) throws IOException {
        try (Socket socket = RawHttp.connect(server.port())) {
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            for (int session = from; session < to; session += 100) {
                StringBuilder calls = new StringBuilder();
                for (int i = session; i < session + 100; i++) {
                    calls.append("GET /v1/sessions/session-")
                            .append(i)
                            .append("/recommendations HTTP/1.1\r\nHost: localhost\r\n\r\n");
                }
                out.write(calls.toString().getBytes(StandardCharsets.US_ASCII));
                for (int answered = 0; answered < 100; ) {
                    if (answers.readLine().contains("HTTP/1.1 200")) { // a body ends without a line of its own
                        answered++;
                    }
                }
            }
        }
    }

    /** The nanoseconds of the slowest of some calls; each is answered. */
    private static long ask(HttpServer server, int calls) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server.address() + "/v1/sessions/honest/recommendations"))
                .build();
        long slowest = 0;
        for (int i = 0; i < calls; i++) {
            long begin = System.nanoTime();
            assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("\"honest\"");
            slowest = Math.max(slowest, System.nanoTime() - begin);
        }
        return slowest;
    }

    private BufferedReader crowd(HttpServer server, int count, String begin) throws IOException {
        long files = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getMaxFileDescriptorCount();
        assumeThat(files)
                .as("this process may open %d files, and the test needs %d: ulimit -n", files, count + 1_000)
                .isGreaterThan(count + 1_000L);
        crowd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Crowd.class.getName(),
                        Integer.toString(server.port()),
                        Integer.toString(count),
                        begin)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new BufferedReader(new InputStreamReader(crowd.getInputStream(), StandardCharsets.UTF_8));
    }

    private HttpServer server(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("http.port", "0");
        return new HttpServer(HttpSettings.of(all), ROUTES, metrics);
    }

    private int series() {
        return metrics.scrape().stream()
                .mapToInt(metric -> metric.getDataPoints().size())
                .sum();
    }

    /** Bytes on the heap that are in use, and those of buffers beside it. */
    private static long memory() {
        System.gc();
        long buffers = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + buffers;
    }
}
