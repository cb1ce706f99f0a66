package freshet.job.state;

import freshet.job.metrics.SessionCounts;
import freshet.job.metrics.SessionCounts.Line;
import freshet.model.session.SessionState;
import java.util.Iterator;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.LongPrimitiveArraySerializer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * What a checkpoint knows of {@link SessionCounts}, each line as key group, version and sessions.
 * After a restart every instance is given the lines of all, and takes those of its own key groups:
 * some hundred small arrays.
 */
public final class SessionCountState {
    private final ListState<long[]> state;

    /** The counts in an operator's state. */
    public SessionCountState(OperatorStateStore store) throws Exception {
        state = store.getUnionListState(
                new ListStateDescriptor<>("session-counts", LongPrimitiveArraySerializer.INSTANCE));
    }

    /**
     * What this instance keeps at its start. Where nothing was counted, the sessions are read
     * through: none at a fresh start, and all of them once, where the state was made by an earlier
     * version.
     *
     * @param backend has the sessions
     * @param session how they are kept there
     */
    public SessionCounts counts(
            TaskInfo task, KeyedStateBackend<String> backend, ValueStateDescriptor<SessionState> session)
            throws Exception {
        int keyGroups = task.getMaxNumberOfParallelSubtasks();
        SessionCounts counts = new SessionCounts(
                keyGroups,
                KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                        keyGroups, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask()));
        Iterator<long[]> lines = state.get().iterator();
        if (!lines.hasNext()) {
            backend.applyToAllKeys(
                    VoidNamespace.INSTANCE,
                    VoidNamespaceSerializer.INSTANCE,
                    session,
                    (id, kept) -> counts.opened(id, kept.value().lastAnswer().modelVersion()));
        }
        while (lines.hasNext()) {
            long[] line = lines.next();
            counts.restore(new Line(Math.toIntExact(line[0]), line[1], line[2]));
        }
        return counts;
    }

    /** Keeps the counts for the next start. */
    public void write(SessionCounts counts) throws Exception {
        state.update(counts.lines().stream()
                .map(line -> new long[] {line.keyGroup(), line.version(), line.sessions()})
                .toList());
    }
}
