package freshet.lab.benchmark.serving;

import freshet.lab.benchmark.serving.CoreSampler.Interval;
import freshet.lab.benchmark.serving.SchedulerCounts.ThreadTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Who had the cores in two sorts of time.
 *
 * @param slow time in which something was slow
 * @param quick all other time
 */
record CoreSplit(Share slow, Share quick) {

    /**
     * Threads' time in some intervals.
     *
     * @param nanos how long these were
     */
    public record Share(long nanos, Map<String, ThreadTime> byKind) {

        static Share of(Collection<Interval> intervals) {
            Map<String, ThreadTime> sum = new HashMap<>();
            intervals.forEach(
                    interval -> interval.byKind().forEach((kind, time) -> sum.merge(kind, time, ThreadTime::plus)));
            return new Share(
                    intervals.stream()
                            .mapToLong(interval -> interval.toNanos() - interval.fromNanos())
                            .sum(),
                    sum);
        }

        /** Cores that threads of a kind had, in the mean. */
        public double onCore(String kind) {
            return perNano(time(kind).onCoreNanos());
        }

        /** Threads of a kind that waited for a core, in the mean. */
        public double queued(String kind) {
            return perNano(time(kind).queuedNanos());
        }

        private ThreadTime time(String kind) {
            return byKind.getOrDefault(kind, ThreadTime.ZERO);
        }

        private double perNano(long of) {
            return nanos > 0 ? (double) of / nanos : 0;
        }
    }

    /** @param isSlow of an interval */
    public static CoreSplit of(List<Interval> intervals, Predicate<Interval> isSlow) {
        return new CoreSplit(
                Share.of(intervals.stream().filter(isSlow).toList()),
                Share.of(intervals.stream().filter(isSlow.negate()).toList()));
    }
}
