package freshet.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams of a real server, read by bare sockets. */
class ServerSentEventsTest {
    private static final int READERS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final BlockingQueue<EventStream> opened = new LinkedBlockingQueue<>();
    private final AtomicInteger closed = new AtomicInteger();
    private final HttpServer server = new HttpServer(
            HttpSettings.of(Map.of("http.port", "0")),
            List.of(Route.stream("/live", Access.OPEN, (call, stream) -> {
                stream.onClose(closed::incrementAndGet);
                opened.add(stream);
            })),
            new PrometheusRegistry());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void eventsComeInTheirOrderAndTheStreamEnds() throws Exception {
        try (Socket reader = reader()) {
            EventStream stream = stream();
            assertThat(stream.send("figures", Map.of("n", 1))).isTrue();
            assertThat(stream.send("swap", Map.of("text", "a\nb"))).isTrue();
            stream.close();
            assertThat(stream.send("figures", Map.of("n", 2))).isFalse();

            String all = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all).contains("Content-Type: text/event-stream");
            assertThat(all)
                    .containsSubsequence(
                            "event: figures\ndata: {\"n\":1}\n\n", "event: swap\ndata: {\"text\":\"a\\nb\"}\n\n");
            assertThat(closed).hasValue(1);
        }
    }

    @Test
    void headersComeBeforeTheFirstEvent() throws Exception {
        try (Socket reader = reader()) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(reader.getInputStream(), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void aServerThatEndsClosesItsStreams() throws Exception {
        try (Socket reader = reader()) {
            EventStream stream = stream();
            assertThat(reader.getInputStream().read()).isEqualTo('H');
            server.close();
            assertThat(closed).hasValue(1);
            assertThat(stream.send("figures", 1)).isFalse();
        }
    }

    @Test
    void whoAsksForTheHeadersAloneOpensNoStream() throws Exception {
        RawHttp.Answer answer =
                RawHttp.send(server.port(), "HEAD /live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("content-type", "text/event-stream");
        assertThat(opened).isEmpty();
    }

    @Test
    void readersThatGoAwayLeaveNothing() throws Exception {
        for (int i = 0; i < READERS; i++) {
            reader().close();
        }
        List<EventStream> streams = new java.util.ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            streams.add(stream());
        }
        await().atMost(PATIENCE).until(() -> {
            streams.forEach(stream -> stream.send("figures", Map.of()));
            return closed.get() == READERS;
        });
        await().atMost(PATIENCE).until(() -> server.connections() == 0);
    }

    @Test
    void aReaderThatDoesNotReadIsClosedAndNobodyWaits() throws Exception {
        try (Socket slow = reader()) {
            EventStream toSlow = stream();
            try (Socket quick = reader()) {
                EventStream toQuick = stream();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(quick.getInputStream(), StandardCharsets.UTF_8));
                String large = "x".repeat(10_000);
                for (int sent = 0; toSlow.send("figures", large); sent++) {
                    assertThat(toQuick.send("figures", sent)).isTrue();
                    String expected = "data: " + sent;
                    assertThat(lines.lines().anyMatch(expected::equals)).isTrue();
                }
                assertThat(closed).hasValue(1);
                assertThat(toQuick.send("figures", 0)).isTrue();
                assertThat(slow.isConnected()).isTrue();
            }
        }
    }

    private EventStream stream() throws InterruptedException {
        return opened.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Socket reader() throws IOException {
        Socket socket = RawHttp.connect(server.port());
        socket.getOutputStream()
                .write("GET /live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
