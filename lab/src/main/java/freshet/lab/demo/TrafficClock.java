package freshet.lab.demo;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time of the demo's traffic, which is another one than that of this machine: that of the
 * latest event sent. A click at the machine's time would be months ahead of the shop. Threads may
 * share it.
 */
final class TrafficClock implements InstantSource {
    private final AtomicReference<Instant> latest;

    /** @param start time until the first event is sent */
    TrafficClock(Instant start) {
        this.latest = new AtomicReference<>(start);
    }

    /** An event of this time is about to be sent. */
    void sent(Instant eventTime) {
        latest.accumulateAndGet(eventTime, (known, next) -> next.isAfter(known) ? next : known);
    }

    @Override
    public Instant instant() {
        return latest.get();
    }
}
