package freshet.lab.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback address on which servers may be started. */
public final class LoopbackPorts {
    private static final String HOST = "127.0.0.1";
    private static final int LOWEST = 15_000;
    private static final int BEYOND = 30_000;

    private LoopbackPorts() {}

    /**
     * Ports that nobody listens on now, drawn at random. They lie below those that systems
     * take for outgoing connections, one of which could else take a port before its server does, or
     * while it is down.
     */
    public static List<Integer> free(int count) {
        return ThreadLocalRandom.current()
                .ints(LOWEST, BEYOND)
                .distinct()
                .filter(LoopbackPorts::isFree)
                .limit(count)
                .boxed()
                .toList();
    }

    /** Whether nobody listens on the port now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(HOST))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
