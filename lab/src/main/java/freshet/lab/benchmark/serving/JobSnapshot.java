package freshet.lab.benchmark.serving;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a job had done and used at a moment, or between two.
 *
 * @param nanos on the clock
 * @param processCpuNanos of all threads of this process
 * @param taskCpuNanos of the recommender's task threads
 * @param sourceCpuNanos of the threads that read and decode events
 * @param allocatedBytes on the heap, by the recommender's task threads
 * @param events that were answered or rejected
 * @param batches they came in
 * @param refolds sessions that were folded from their start
 * @param checkpoints that were completed
 * @param stageNanos by stage: decode, state, fold, score, emit
 */
record JobSnapshot(
        long nanos,
        long processCpuNanos,
        long taskCpuNanos,
        long sourceCpuNanos,
        long allocatedBytes,
        long events,
        long batches,
        long refolds,
        long checkpoints,
        Map<String, Long> stageNanos) {

    /** From an earlier moment to this one. */
    JobSnapshot since(JobSnapshot earlier) {
        return new JobSnapshot(
                nanos - earlier.nanos,
                processCpuNanos - earlier.processCpuNanos,
                taskCpuNanos - earlier.taskCpuNanos,
                sourceCpuNanos - earlier.sourceCpuNanos,
                allocatedBytes - earlier.allocatedBytes,
                events - earlier.events,
                batches - earlier.batches,
                refolds - earlier.refolds,
                checkpoints - earlier.checkpoints,
                stageNanos.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                stage -> stage.getValue() - earlier.stageNanos.get(stage.getKey()))));
    }
}
