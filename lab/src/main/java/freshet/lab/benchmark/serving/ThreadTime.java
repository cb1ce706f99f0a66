package freshet.lab.benchmark.serving;

/**
 * Time of one thread or of several.
 *
 * @param onCoreNanos that it had a core
 * @param queuedNanos that it could have used one and waited in a core's run queue
 */
public record ThreadTime(long onCoreNanos, long queuedNanos) {
    /** None. */
    public static final ThreadTime ZERO = new ThreadTime(0, 0);

    /** Both together. */
    public ThreadTime plus(ThreadTime other) {
        return new ThreadTime(onCoreNanos + other.onCoreNanos, queuedNanos + other.queuedNanos);
    }

    /** What has come since an earlier count of the same thread. */
    public ThreadTime since(ThreadTime earlier) {
        return new ThreadTime(onCoreNanos - earlier.onCoreNanos, queuedNanos - earlier.queuedNanos);
    }
}
