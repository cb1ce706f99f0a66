package freshet.lab.benchmark.serving;

import freshet.cli.terminal.Effort;
import java.util.Optional;

/** How many cores this process keeps busy from a moment on. For one thread, which looks often. */
final class BusyCores {
    private final long fromNanos;
    private Optional<Effort.Start> start = Optional.empty();

    /** @param fromNanos the moment, by {@link System#nanoTime} */
    BusyCores(long fromNanos) {
        this.fromNanos = fromNanos;
    }

    /** The first look after the moment starts the measurement. */
    void look() {
        if (start.isEmpty() && System.nanoTime() >= fromNanos) {
            start = Optional.of(Effort.Start.now());
        }
    }

    /** CPU time of all threads per second up to now; 0 if nobody looked after the moment. */
    double sinceThen() {
        return start.map(Effort.Start::untilNow)
                .map(effort -> effort.cpuSeconds() / effort.seconds())
                .orElse(0.0);
    }
}
