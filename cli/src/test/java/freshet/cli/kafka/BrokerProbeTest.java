package freshet.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import freshet.cli.serve.LoopbackPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * What listens there, when it is no broker; brokers are in
 * {@code freshet.lab.commands.UnreachableBrokerITCase}.
 */
final class BrokerProbeTest {

    @Test
    void anHttpServerIsNamed() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        try {
            String address = "127.0.0.1:" + server.getAddress().getPort();

            assertThat(new BrokerProbe(address, "PLAINTEXT", List::of).cause())
                    .hasValue("an HTTP server, and no Kafka broker, answers at " + address
                            + "; check the port in --bootstrap-servers");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aListenerThatEndsTheConnectionIsNamed() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> closeAll(listener));
            String address = "127.0.0.1:" + listener.getLocalPort();

            assertThat(new BrokerProbe(address, "PLAINTEXT", List::of).cause())
                    .hasValueSatisfying(cause -> assertThat(cause)
                            .startsWith("what listens at " + address + " ends the connection: it is no Kafka broker"));
            assertThat(new BrokerProbe(address, "SSL", List::of).cause()).hasValueSatisfying(cause -> assertThat(cause)
                    .startsWith("the listener at " + address + " does not speak TLS, but security.protocol is"));
            listener.close();
            closing.join();
        }
    }

    @Test
    void whatRefusesAndWhatIsUnknownAreTold() throws IOException {
        int port = LoopbackPorts.free(1).get(0);

        assertThat(new BrokerProbe("127.0.0.1:" + port, "PLAINTEXT", List::of).cause())
                .hasValueSatisfying(cause -> assertThat(cause)
                        .startsWith("no Kafka broker answers at 127.0.0.1:" + port
                                + ": the address refuses the connection;"));
        assertThat(new BrokerProbe("broker.invalid:9092", "PLAINTEXT", List::of).cause())
                .hasValueSatisfying(cause -> assertThat(cause).contains("the address is unknown here"));
    }

    private static void closeAll(ServerSocket listener) {
        try {
            while (true) {
                try (Socket accepted = listener.accept()) {
                    accepted.getInputStream().read();
                }
            }
        } catch (IOException e) {
            assertThat(listener.isClosed()).isTrue();
        }
    }
}
