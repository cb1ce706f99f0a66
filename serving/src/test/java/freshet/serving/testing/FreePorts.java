package freshet.serving.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback address for servers that a test starts. They lie below those that systems
 * take for outgoing connections and for sockets without a port of their own: one of these could
 * else take a port before its server listens, or while it is down. They are drawn at random, as
 * another JVM may draw at the same moment.
 */
public final class FreePorts {
    private static final int LOWEST = 10_000;
    private static final int BEYOND = 15_000; // the laboratory's begin there

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    /** Ports that nobody listens on now and that this JVM was not given before. */
    public static List<Integer> draw(int count) {
        return ThreadLocalRandom.current()
                .ints(LOWEST, BEYOND)
                .filter(port -> isFree(port) && GIVEN.add(port))
                .limit(count)
                .boxed()
                .toList();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
