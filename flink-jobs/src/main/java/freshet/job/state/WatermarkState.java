package freshet.job.state;

import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.LongSerializer;

/**
 * What a checkpoint knows of event time: the watermark. Flink's own begins anew at a restart, with
 * nothing; then an event that was too late before would be taken when it is replayed, until the
 * first watermark comes. After a restart every instance goes on from the least of all instances'
 * watermarks.
 *
 * <p>A job that is stopped with {@code --drain} ends its input with a watermark after all times. It
 * says nothing of the events that come after a restart: kept, it would make every event late that
 * is out of order. So it is never kept, and passed over in states that have it.
 */
public final class WatermarkState {
    private static final long NONE = Long.MIN_VALUE;
    private static final long END_OF_INPUT = Long.MAX_VALUE;

    private final ListState<Long> state;
    private long latest;

    /** The watermark in an operator's state. */
    public WatermarkState(OperatorStateStore store) throws Exception {
        state = store.getUnionListState(new ListStateDescriptor<>("watermark", LongSerializer.INSTANCE));
        latest = StreamSupport.stream(state.get().spliterator(), false)
                .filter(watermark -> watermark != END_OF_INPUT)
                .min(Long::compare)
                .orElse(NONE);
    }

    /** Takes a watermark from the input, milliseconds. */
    public void advance(long watermark) {
        if (watermark != END_OF_INPUT) {
            latest = Math.max(latest, watermark);
        }
    }

    /**
     * The later one of the newest watermark and the restored one; {@link Long#MIN_VALUE} if there
     * is neither.
     */
    public long latest() {
        return latest;
    }

    /** Keeps the watermark for the next start. */
    public void write() throws Exception {
        state.update(List.of(latest));
    }
}
