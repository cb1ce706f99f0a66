package freshet.gateway.http;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;

/**
 * Closes connections of an address that has too many, and those whose call does not come to its
 * end: a header byte now and then holds a connection for ever otherwise. Threads may share it.
 */
final class ConnectionGuard implements Connection.Listener {
    private final int mostPerClient;
    private final long slowNanos;
    private final HttpMeter meter;
    private final Executor executor;
    private final Map<Connection, Progress> open = new ConcurrentHashMap<>();
    private final Map<String, Integer> perClient = new ConcurrentHashMap<>();

    ConnectionGuard(int mostPerClient, Duration slow, HttpMeter meter, Executor executor) {
        this.executor = executor;
        this.mostPerClient = mostPerClient;
        this.slowNanos = slow.toNanos();
        this.meter = meter;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof SslConnection) {
            return; // the one inside counts
        }
        open.put(connection, new Progress(0, 0, System.nanoTime()));
        if (perClient.merge(client(connection), 1, Integer::sum) > mostPerClient) {
            meter.rejected("connections");
            executor.execute(() -> connection.getEndPoint().close()); // not here: it is not yet wholly open
        }
    }

    @Override
    public void onClosed(Connection connection) {
        if (open.remove(connection) != null) {
            perClient.computeIfPresent(client(connection), (client, count) -> count == 1 ? null : count - 1);
        }
    }

    /** How many connections are open. */
    int open() {
        return open.size();
    }

    /** Closes what is too slow; called by one thread at a time, every few seconds. */
    void look() {
        long now = System.nanoTime();
        open.forEach((connection, seen) -> {
            long calls = connection.getMessagesIn();
            long bytes = connection.getBytesIn();
            if (calls != seen.calls()) {
                open.replace(connection, seen, new Progress(calls, bytes, now));
            } else if (now - seen.since() > slowNanos && (calls == 0 || bytes > seen.bytes())) {
                meter.rejected("slow");
                connection.getEndPoint().close();
            }
        });
    }

    private static String client(Connection connection) {
        SocketAddress address = connection.getEndPoint().getRemoteSocketAddress();
        return address instanceof InetSocketAddress internet && internet.getAddress() != null
                ? internet.getAddress().getHostAddress()
                : "unknown";
    }

    /**
     * How far a connection was.
     *
     * @param calls whose headers came whole
     * @param bytes that had come then
     * @param since when that was seen, in nanoseconds
     */
    private record Progress(long calls, long bytes, long since) {}
}
