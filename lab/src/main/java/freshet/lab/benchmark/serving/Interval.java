package freshet.lab.benchmark.serving;

import java.util.Map;

/**
 * What the threads did for a while.
 *
 * @param fromNanos its begin, by {@link System#nanoTime}
 * @param toNanos its end
 * @param byKind threads' time in it, by their names without numbers
 */
public record Interval(long fromNanos, long toNanos, Map<String, ThreadTime> byKind) {}
