package freshet.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.client.ClientSettings;
import java.lang.Thread.UncaughtExceptionHandler;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaLinkTest {
    private final UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();

    @AfterEach
    void restore() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    @Test
    void closingWhileItConnectsIsNoFault() throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> uncaught.add(fault));
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort();
            KafkaLink link = new KafkaLink(ClientSettings.of(address));
            try (Socket connection = silent.accept()) {
                assertThat(connection.isConnected()).isTrue();
                assertThat(link.problems()).containsExactly("no broker at " + address + " has answered yet");
                link.close();
            }
            assertThat(link.client()).isEmpty();
        }
        assertThat(uncaught).isEmpty();
    }
}
