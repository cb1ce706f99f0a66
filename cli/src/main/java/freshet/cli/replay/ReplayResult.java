package freshet.cli.replay;

/**
 * What a replay did.
 *
 * @param events events that it had to send
 * @param acknowledged events that the broker has
 * @param elapsedNanos from the first send to the last acknowledgement, nanoseconds
 * @param maxLagNanos how long after its intended time the latest event was handed over, nanoseconds; 0 at the highest speed
 */
record ReplayResult(long events, long acknowledged, long elapsedNanos, long maxLagNanos) {

    /** Whether the broker has every event. */
    boolean complete() {
        return acknowledged == events;
    }
}
