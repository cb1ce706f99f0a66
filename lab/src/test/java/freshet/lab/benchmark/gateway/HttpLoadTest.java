package freshet.lab.benchmark.gateway;

import static freshet.cli.testing.Patience.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freshet.cli.CommandException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The load generator's connections, against a server that answers byte by byte. */
class HttpLoadTest {
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private ServerSocket server;

    @BeforeEach
    void listen() throws Exception {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Reads some requests, then writes the text, each byte by itself. */
    private static void answer(Socket socket, int requests, String text) throws Exception {
        assertThat(socket.getInputStream().readNBytes(requests * REQUEST.length))
                .hasSize(requests * REQUEST.length);
        OutputStream out = socket.getOutputStream();
        socket.setTcpNoDelay(true);
        for (byte next : text.getBytes(StandardCharsets.US_ASCII)) {
            out.write(next);
        }
    }

    @Test
    void eachReplyOfAPipelineIsToldWhenItIsWhole() throws Exception {
        try (HttpLoad load = new HttpLoad(address(), 1);
                Socket socket = server.accept()) {
            AtomicInteger first = new AtomicInteger();
            AtomicInteger second = new AtomicInteger();
            HttpConnection connection = load.idle();
            connection.send(REQUEST, now -> first.incrementAndGet());
            connection.send(REQUEST, now -> second.incrementAndGet());
            assertThat(load.waiting()).isEqualTo(2);

            String head = "HTTP/1.1 200 OK\r\nX: y\r\nContent-Length: ";
            answer(socket, 2, head + "5\r\n\r\nhello" + head + "0\r\n\r");
            eventually().until(() -> first.get() == 1);
            assertThat(second).hasValue(0);
            socket.getOutputStream().write('\n');
            eventually().until(() -> second.get() == 1);
            assertThat(load.waiting()).isZero();
            load.requireWorking();
        }
    }

    @Test
    void aReplyOtherThan200EndsTheMeasurement() throws Exception {
        try (HttpLoad load = new HttpLoad(address(), 1);
                Socket socket = server.accept()) {
            load.idle().send(REQUEST, now -> {});
            answer(socket, 1, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\nfull");
            eventually().untilAsserted(() -> assertThatThrownBy(load::requireWorking)
                    .isInstanceOf(CommandException.class)
                    .hasMessageStartingWith(
                            "the gateway does not answer as it should: the gateway replied HTTP/1.1 503"));
        }
    }
}
