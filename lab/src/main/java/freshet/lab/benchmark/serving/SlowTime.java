package freshet.lab.benchmark.serving;

import freshet.lab.benchmark.serving.CoreSampler.Interval;
import freshet.lab.benchmark.serving.LatencyLog.Answered;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * When answers were slow: while a fifth or more of the events that were due waited for longer than
 * {@value #SLOW_MILLIS} ms.
 */
final class SlowTime {
    /** From here on an answer is slow: what is wanted of the 99th percentile. */
    static final long SLOW_MILLIS = 10;

    private static final long SLOW_MICROS = TimeUnit.MILLISECONDS.toMicros(SLOW_MILLIS);
    private static final double MANY = 0.2;

    private final NavigableMap<Long, long[]> byDue =
            new TreeMap<>(); // due, in nanoseconds → all that were due then, slow ones

    SlowTime(Collection<Answered> events) {
        events.forEach(event -> {
            long[] counts = byDue.computeIfAbsent(event.dueNanos(), due -> new long[2]);
            counts[0]++;
            counts[1] += event.latencyMicros() > SLOW_MICROS ? 1 : 0;
        });
    }

    /** Who had the cores then, and who while events were due and answers were quick. */
    CoreSplit split(List<Interval> intervals) {
        return CoreSplit.of(intervals.stream().filter(this::covers).toList(), this::was);
    }

    private boolean was(Interval interval) {
        Map<Long, long[]> due = byDue.subMap(interval.fromNanos(), interval.toNanos());
        long all = due.values().stream().mapToLong(counts -> counts[0]).sum();
        long slow = due.values().stream().mapToLong(counts -> counts[1]).sum();
        return all > 0 && slow >= MANY * all;
    }

    /** Whether any of the events was due meanwhile. */
    private boolean covers(Interval interval) {
        return !byDue.subMap(interval.fromNanos(), interval.toNanos()).isEmpty();
    }
}
