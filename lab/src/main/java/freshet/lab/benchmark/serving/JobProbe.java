package freshet.lab.benchmark.serving;

import com.sun.management.ThreadMXBean;
import freshet.cli.terminal.Effort;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

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

    /** Sessions that were dropped so far. */
    long sessionsEnded() {
        return metrics.sum("sessionsEnded", RECOMMENDER);
    }

    /** How often the job failed and began anew. */
    long restarts() {
        return metrics.sum("numRestarts", Map.of());
    }

    /** CPU time of the recommender's task threads so far. */
    long taskCpuNanos() {
        return task.cpuNanos();
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

    /** What the threads of one task have used so far: Flink names each after its task. */
    private static final class TaskThreads {
        private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

        private final String prefix;

        /** @param prefix of the threads' names, for example {@code recommender} */
        TaskThreads(String prefix) {
            this.prefix = prefix;
        }

        /** CPU time in nanoseconds, over all subtasks. */
        long cpuNanos() {
            return sum(THREADS::getThreadCpuTime);
        }

        /** Bytes of objects allocated on the heap, over all subtasks. */
        long allocatedBytes() {
            return sum(THREADS::getThreadAllocatedBytes);
        }

        private long sum(LongUnaryOperator figure) {
            return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                    .flatMap(thread -> Optional.ofNullable(thread).stream()) // some end meanwhile
                    .filter(thread -> thread.getThreadName().startsWith(prefix))
                    .mapToLong(ThreadInfo::getThreadId)
                    .map(figure)
                    .filter(value -> value > 0) // of a thread that has ended, -1
                    .sum();
        }
    }
}
