package freshet.lab.benchmark.gateway;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Reads sessions' answers over HTTP as fast as they come, some requests under way on each
 * connection. What a request costs is the CPU time of the whole process, less that of the thread
 * that reads the replies and sends the requests.
 */
final class ReadRun {
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final double SECOND = 1e9;
    private static final long LOOK_NANOS = 10_000_000;

    private final HttpLoad http;
    private final int depth;
    private final List<byte[]> requests;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private volatile boolean over;

    /**
     * What was read.
     *
     * @param perSecond requests
     * @param perCoreSecond requests per second of CPU time, without the load generator's
     */
    record Reads(long requests, double perSecond, double perCoreSecond) {}

    /**
     * @param host and port of the gateway
     * @param depth requests under way on a connection
     * @param sessions that are asked for, in turn
     */
    ReadRun(HttpLoad http, String host, int depth, int sessions) {
        this.http = http;
        this.depth = depth;
        this.requests = IntStream.range(0, sessions)
                .mapToObj(session -> ("GET /v1/sessions/" + Clicks.session(session) + "/recommendations HTTP/1.1\r\n"
                                + "Host: " + host + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII))
                .toList();
    }

    /** Reads for some time, and measures the time behind the lead-in. */
    Reads run(Duration leadIn, Duration duration) throws IOException {
        for (HttpConnection connection : http.connections()) {
            for (int request = 0; request < depth; request++) {
                ask(connection);
            }
        }
        await(leadIn);
        long begin = System.nanoTime();
        long cpu = cpuNanos();
        long before = answered.get();
        await(duration);
        long requests = answered.get() - before;
        double seconds = (System.nanoTime() - begin) / SECOND;
        double cpuSeconds = (cpuNanos() - cpu) / SECOND;
        over = true;
        while (http.waiting() > 0) {
            http.requireWorking();
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return new Reads(requests, requests / seconds, requests / cpuSeconds);
    }

    private void ask(HttpConnection connection) throws IOException {
        byte[] request = requests.get((int) (sent.getAndIncrement() % requests.size()));
        connection.send(request, now -> {
            answered.incrementAndGet();
            if (!over) {
                try {
                    ask(connection);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }

    private void await(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            http.requireWorking();
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private long cpuNanos() {
        return PROCESS.getProcessCpuTime() - http.cpuNanos();
    }
}
