package freshet.serving.model;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How long a load that failed waits for its next attempt: {@code min(most, first · 2^(failures −
 * 1)) · u} with {@code u} from 1/2 to 1. The randomness comes from the seed alone. Slots with one
 * seed try together and share the load; TaskManagers do not all come at once.
 *
 * @param initial the first wait, more than 0
 * @param max the longest one, at least the first
 * @param seed one per JVM
 */
record Backoff(Duration initial, Duration max, long seed) {
    /**
     * What has fetched the whole bundle before it failed begins with {@code max} and ends with so
     * many times that.
     */
    static final int COSTLY = 30;

    private static final int MOST_DOUBLINGS = 30;

    /**
     * @param version whose load failed
     * @param failures how often in a row, at least 1
     * @param costly whether the whole bundle was fetched for nothing
     */
    Duration delay(long version, int failures, boolean costly) {
        Duration first = costly ? max : initial;
        Duration most = costly ? max.multipliedBy(COSTLY) : max;
        Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        Duration longest = doubled.compareTo(most) < 0 ? doubled : most;
        double share = 0.5 + 0.5 * new SplittableRandom(seed ^ (version << 16) ^ failures).nextDouble();
        return Duration.ofMillis(Math.max(1, (long) (longest.toMillis() * share)));
    }
}
