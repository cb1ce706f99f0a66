package freshet.lab.benchmark.serving;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A clock that is late until it is set right: events dated by it then carry event time on by all of
 * that at once. Threads may share it.
 */
final class LateClock extends Clock {
    private final Clock right;
    private volatile Duration late;

    /** @param late how far it is behind the right one at first */
    LateClock(Clock right, Duration late) {
        this.right = right;
        this.late = late;
    }

    /** From now on it is right. */
    void setRight() {
        late = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return right.instant().minus(late);
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new LateClock(right.withZone(zone), late);
    }
}
