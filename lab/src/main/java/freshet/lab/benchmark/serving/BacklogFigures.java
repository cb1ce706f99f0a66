package freshet.lab.benchmark.serving;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How fast a job worked off a backlog.
 *
 * @param spent of the measured stretch
 * @param checkpointBytes of the last checkpoint
 * @param load of the machine at the end
 */
record BacklogFigures(JobSnapshot spent, long checkpointBytes, double load) {
    private static final double SECOND = 1e9;
    private static final double MICRO = 1e3;

    /** Events per second on the clock. */
    double eventsPerSecond() {
        return spent.events() / (spent.nanos() / SECOND);
    }

    /** Every figure by its name. */
    Map<String, Number> figures() {
        Map<String, Number> figures = new LinkedHashMap<>();
        figures.put("events", spent.events());
        figures.put("seconds", spent.nanos() / SECOND);
        figures.put("eventsPerSecond", eventsPerSecond());
        figures.put("eventsPerTaskCoreSecond", spent.events() / (spent.taskCpuNanos() / SECOND));
        figures.put("eventsPerProcessCoreSecond", spent.events() / (spent.processCpuNanos() / SECOND));
        figures.put("averageBatch", spent.events() / (double) spent.batches());
        figures.put("refoldShare", spent.refolds() / (double) spent.events());
        for (String stage : JobProbe.STAGES) {
            figures.put(stage + "MicrosPerEvent", perEvent(spent.stageNanos().get(stage)) / MICRO);
        }
        figures.put("taskCpuMicrosPerEvent", perEvent(spent.taskCpuNanos()) / MICRO);
        figures.put("sourceCpuMicrosPerEvent", perEvent(spent.sourceCpuNanos()) / MICRO);
        figures.put("processCpuMicrosPerEvent", perEvent(spent.processCpuNanos()) / MICRO);
        figures.put("taskBytesPerEvent", perEvent(spent.allocatedBytes()));
        figures.put("checkpoints", spent.checkpoints());
        figures.put("checkpointBytes", checkpointBytes);
        figures.put("load", load);
        return figures;
    }

    private double perEvent(long amount) {
        return amount / (double) spent.events();
    }
}
