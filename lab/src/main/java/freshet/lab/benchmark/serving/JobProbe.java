package freshet.lab.benchmark.serving;

import freshet.cli.terminal.Effort;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at a running job from within its process: its metrics and its threads. For one thread. */
final class JobProbe {
    /** What a job spends its time on, in the order in which an event meets it. */
    static final List<String> STAGES = List.of("decode", "state", "fold", "score", "emit");

    private static final Map<String, String> RECOMMENDER = Map.of("operator_name", "recommender");

    private final JobMetrics metrics;
    private final TaskThreads task = new TaskThreads("recommender");
    private final TaskThreads source = new TaskThreads("Source: events");

    JobProbe(JobMetrics metrics) {
        this.metrics = metrics;
    }

    /** Events that were answered or rejected so far. */
    long events() {
        return metrics.sum("batchedEvents", RECOMMENDER);
    }

    /** Events that were rejected so far. */
    long rejected() {
        return metrics.sum("rejected", Map.of());
    }

    /** The version that every instance serves; 0 while one has none. */
    long modelVersion() {
        return metrics.least("modelVersion", RECOMMENDER);
    }

    /** Bytes of the last checkpoint, what earlier ones hold of it included. */
    long checkpointBytes() {
        return metrics.sum("lastCheckpointFullSize", Map.of());
    }

    /** This moment. */
    JobSnapshot snapshot() {
        Effort.Start now = Effort.Start.now();
        Map<String, Long> stages = new HashMap<>();
        for (String stage : STAGES) {
            stages.put(stage, metrics.sum("nanos", Map.of("stage", stage)));
        }
        return new JobSnapshot(
                now.nanos(),
                now.cpuNanos(),
                task.cpuNanos(),
                source.cpuNanos(),
                task.allocatedBytes(),
                events(),
                metrics.sum("batches", RECOMMENDER),
                metrics.sum("refolds", RECOMMENDER),
                metrics.sum("numberOfCompletedCheckpoints", Map.of()),
                stages);
    }
}
