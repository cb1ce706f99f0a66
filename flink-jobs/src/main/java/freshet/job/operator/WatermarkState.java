package freshet.job.operator;

import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.LongSerializer;

/**
 * What a checkpoint knows of event time: the watermark. Flink's own begins anew at a restart, with nothing; then an event that was too late before would
 * be taken when it is replayed, until the first watermark comes. After a restart every instance goes on from the least of all instances' watermarks.
 */
final class WatermarkState {
    private final ListState<Long> state;
    private final long restored;

    WatermarkState(OperatorStateStore store) throws Exception {
        state = store.getUnionListState(new ListStateDescriptor<>("watermark", LongSerializer.INSTANCE));
        restored = StreamSupport.stream(state.get().spliterator(), false)
                .min(Long::compare)
                .orElse(Long.MIN_VALUE);
    }

    /** The later one of Flink's watermark and the restored one; {@link Long#MIN_VALUE} if there is neither. */
    long latest(long watermark) {
        return Math.max(watermark, restored);
    }

    void write(long watermark) throws Exception {
        state.update(List.of(latest(watermark)));
    }
}
