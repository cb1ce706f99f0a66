package freshet.lab.benchmark.serving;

/**
 * An event that was answered.
 *
 * @param dueNanos when it should have been sent
 * @param readNanos when a consumer had read the recommendation
 * @param modelVersion that made it
 */
record Answered(long dueNanos, long readNanos, long modelVersion) {

    /** From due to read, in microseconds. */
    long latencyMicros() {
        return (readNanos - dueNanos) / 1_000;
    }
}
