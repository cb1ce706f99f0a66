package freshet.lab.benchmark.gateway;

import freshet.cli.CommandException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Some connections to one server, and a thread that reads their replies. Threads may share it. */
final class HttpLoad implements AutoCloseable {
    private final Selector selector;
    private final List<HttpConnection> connections = new ArrayList<>();
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private final Thread reader = new Thread(this::read, "benchmark-http");
    private volatile boolean closed;
    private int next; // the sender's alone

    /** @param address of the server, http://host:port */
    HttpLoad(URI address, int connections) throws IOException {
        selector = Selector.open();
        InetSocketAddress server = new InetSocketAddress(address.getHost(), address.getPort());
        for (int connection = 0; connection < connections; connection++) {
            this.connections.add(new HttpConnection(server, selector));
        }
        reader.start();
    }

    /** All of them. */
    List<HttpConnection> connections() {
        return List.copyOf(connections);
    }

    /** The next in turn on which nothing is under way, or the next one if all are busy. */
    HttpConnection idle() {
        for (int tried = 0; tried < connections.size(); tried++) {
            HttpConnection connection = turn();
            if (connection.waiting() == 0) {
                return connection;
            }
        }
        return turn();
    }

    /** Requests under way. */
    int waiting() {
        return connections.stream().mapToInt(HttpConnection::waiting).sum();
    }

    /** CPU time of the thread that reads, nanoseconds. */
    long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(reader.getId());
    }

    /** @throws CommandException if a connection has failed, or a reply is not 200 */
    void requireWorking() {
        IOException cause = failure.get();
        if (cause != null) {
            throw new CommandException("the gateway does not answer as it should: " + cause.getMessage(), cause);
        }
    }

    private HttpConnection turn() {
        next = (next + 1) % connections.size();
        return connections.get(next);
    }

    private void read() {
        try {
            while (!closed) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    ((HttpConnection) key.attachment()).ready();
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            failure.set(e);
        } catch (UncheckedIOException e) {
            failure.set(e.getCause());
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        closed = true;
        selector.wakeup();
        reader.join();
        for (HttpConnection connection : connections) {
            connection.close();
        }
        selector.close();
    }
}
