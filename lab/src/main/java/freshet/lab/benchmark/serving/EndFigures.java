package freshet.lab.benchmark.serving;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the end of all sessions did to the latency.
 *
 * @param latency of the events from the end on
 * @param sessions that were ended by one watermark
 * @param nanos from the first event that is dated right to the last session that is dropped
 * @param cpuNanos of the recommender's task threads in that time, answers included
 */
record EndFigures(LatencyFigures latency, long sessions, long nanos, long cpuNanos) {
    private static final double SECOND = 1e9;

    /** Every figure by its name. */
    Map<String, Number> figures() {
        Map<String, Number> figures = new LinkedHashMap<>(latency.figures());
        figures.put("sessions", sessions);
        figures.put("secondsToDropAll", nanos / SECOND);
        figures.put("taskCpuSecondsToDropAll", cpuNanos / SECOND);
        return figures;
    }
}
