package freshet.gateway.live;

import freshet.gateway.live.LiveFigures.Latency;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Latency of the answers in the newest seconds. For one thread. */
final class RecentLatency {
    private static final int SECONDS = 10;
    private static final long LONGEST_MILLIS = TimeUnit.HOURS.toMillis(1);
    private static final int DIGITS = 3;

    private final Deque<Histogram> seconds = new ArrayDeque<>(); // the newest last
    private final Histogram sum = new Histogram(LONGEST_MILLIS, DIGITS);

    RecentLatency() {
        seconds.add(new Histogram(LONGEST_MILLIS, DIGITS));
    }

    /** An answer came after so many milliseconds; clocks that disagree can make them negative. */
    void add(long millis) {
        long bounded = Math.max(0, Math.min(millis, LONGEST_MILLIS));
        seconds.getLast().recordValue(bounded);
        sum.recordValue(bounded);
    }

    /** A second is over; the oldest one no longer counts. */
    void next() {
        Histogram next = seconds.size() < SECONDS ? new Histogram(LONGEST_MILLIS, DIGITS) : seconds.removeFirst();
        sum.subtract(next);
        next.reset();
        seconds.addLast(next);
    }

    /** Of the newest ten seconds; empty if there was no answer in them. */
    Optional<Latency> percentiles() {
        return sum.getTotalCount() == 0
                ? Optional.empty()
                : Optional.of(new Latency(
                        sum.getValueAtPercentile(50), sum.getValueAtPercentile(95), sum.getValueAtPercentile(99)));
    }
}
