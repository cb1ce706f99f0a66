package freshet.job.operator;

import freshet.job.stream.Announcement;
import freshet.job.stream.AnnouncementSerializer;
import freshet.job.swap.ModelSwitch;
import java.util.Optional;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.StringSerializer;

/**
 * What a checkpoint knows of models: the announcement that is served and the newest one seen, which may be loading still. Never
 * weights. Every instance keeps a copy of its own, and each new one is given some instance's copy.
 */
final class AnnouncementState {
    private static final String SERVED = "served";
    private static final String NEWEST = "newest";

    private final BroadcastState<String, Announcement> state;

    AnnouncementState(OperatorStateStore store) throws Exception {
        state = store.getBroadcastState(
                new MapStateDescriptor<>("models", StringSerializer.INSTANCE, new AnnouncementSerializer()));
    }

    Optional<Announcement> served() throws Exception {
        return Optional.ofNullable(state.get(SERVED));
    }

    Optional<Announcement> newest() throws Exception {
        return Optional.ofNullable(state.get(NEWEST));
    }

    void write(ModelSwitch models) throws Exception {
        state.clear();
        if (models.served().isPresent()) {
            state.put(SERVED, models.served().get());
        }
        if (models.newest().isPresent()) {
            state.put(NEWEST, models.newest().get());
        }
    }
}
