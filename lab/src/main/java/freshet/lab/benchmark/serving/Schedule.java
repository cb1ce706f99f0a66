package freshet.lab.benchmark.serving;

/**
 * When each event is due in an open loop: at a fixed rate from a start on, whatever has become of the events before it. Immutable.
 *
 * @param startNanos when the first one is due, on the clock of {@link System#nanoTime}
 * @param perSecond events in a second, over 0
 * @param events how many there are
 */
record Schedule(long startNanos, double perSecond, long events) {
    private static final double SECOND = 1e9;

    /** Events for so long a time. */
    static Schedule of(long startNanos, double perSecond, long durationNanos) {
        return new Schedule(startNanos, perSecond, (long) (perSecond * (durationNanos / SECOND)));
    }

    /** When an event is due. */
    long dueNanos(long event) {
        return startNanos + (long) (event * (SECOND / perSecond));
    }
}
