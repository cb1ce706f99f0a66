package freshet.lab.benchmark.serving;

import freshet.lab.benchmark.serving.SchedulerCounts.ThreadTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts the threads' time every 50 ms, on a thread of its own, which takes some hundredths of a
 * core, until it is closed.
 */
final class CoreSampler implements AutoCloseable {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long STOP_MILLIS = 10_000;

    private final List<Interval> intervals = new ArrayList<>(); // of the thread, until it has ended
    private final Thread thread = new Thread(this::sample, "benchmark-cores");
    private volatile boolean stopped;

    /** Begins. */
    CoreSampler() {
        thread.start();
    }

    /** Whether it can be had on this machine: on Linux alone. */
    static boolean possible() {
        return SchedulerCounts.exist();
    }

    private void sample() {
        SchedulerCounts counts = new SchedulerCounts();
        try {
            counts.sinceLast();
            long from = System.nanoTime();
            while (!stopped) {
                LockSupport.parkNanos(EVERY_NANOS);
                Map<String, ThreadTime> byKind = counts.sinceLast();
                long to = System.nanoTime();
                intervals.add(new Interval(from, to, byKind));
                from = to;
            }
        } catch (IOException e) {
            throw new IllegalStateException("the threads' times could be read before, and no longer", e);
        }
    }

    /** All intervals up to the end, which this brings about. */
    List<Interval> finish() throws InterruptedException {
        close();
        return List.copyOf(intervals);
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join(STOP_MILLIS);
    }

    /**
     * What the threads did for a while.
     *
     * @param fromNanos its begin, by {@link System#nanoTime}
     * @param toNanos its end
     * @param byKind threads' time in it, by their names without numbers
     */
    record Interval(long fromNanos, long toNanos, Map<String, ThreadTime> byKind) {}
}
