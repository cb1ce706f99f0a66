package freshet.lab.benchmark.serving;

/**
 * Ends all sessions by one watermark, and notes how long the job takes to drop them. For one
 * thread.
 */
final class SessionsEnd {
    private final LateClock clock;
    private final JobProbe probe;
    private final long sessions;
    private final long atNanos;
    private long endedBefore;
    private long begunNanos; // 0 before
    private long overNanos; // 0 until then
    private long cpuBefore;
    private long cpuNanos;

    /**
     * @param clock dates the events; it is set right when the sessions are to end
     * @param sessions that are kept, those of the events meanwhile aside
     * @param atNanos when they are to, on the clock of {@link System#nanoTime}
     */
    SessionsEnd(LateClock clock, JobProbe probe, long sessions, long atNanos) {
        this.clock = clock;
        this.probe = probe;
        this.sessions = sessions;
        this.atNanos = atNanos;
    }

    /** Does what is due. */
    void look() {
        if (begunNanos == 0 && System.nanoTime() >= atNanos) {
            endedBefore = probe.sessionsEnded();
            cpuBefore = probe.taskCpuNanos();
            begunNanos = System.nanoTime();
            clock.setRight();
        } else if (begunNanos > 0 && overNanos == 0 && ended() >= sessions) {
            cpuNanos = probe.taskCpuNanos() - cpuBefore;
            overNanos = System.nanoTime();
        }
    }

    /** Waits until all are dropped. */
    void finish(Vigil vigil) throws InterruptedException {
        vigil.await("dropping sessions", this::ended, sessions);
        look();
    }

    private long ended() {
        return probe.sessionsEnded() - endedBefore;
    }

    /**
     * What was found.
     *
     * @param latency of the events from then on
     */
    EndFigures figures(LatencyFigures latency) {
        return new EndFigures(latency, sessions, overNanos - begunNanos, cpuNanos);
    }
}
