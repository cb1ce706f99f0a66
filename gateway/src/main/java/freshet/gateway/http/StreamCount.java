package freshet.gateway.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** How many event streams are open, up to a number. Threads may share it. */
final class StreamCount {
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final int most;
    private final HttpMeter meter;
    private final AtomicInteger open = new AtomicInteger();

    StreamCount(int most, HttpMeter meter) {
        this.most = most;
        this.meter = meter;
    }

    /** @throws Problem 503 if there are too many */
    void opened() {
        if (open.incrementAndGet() > most) {
            closed();
            throw Problem.unavailable(most + " event streams are open (http.max-streams)", RETRY)
                    .because("streams");
        }
        meter.streams(open.get());
    }

    void closed() {
        meter.streams(open.decrementAndGet());
    }
}
