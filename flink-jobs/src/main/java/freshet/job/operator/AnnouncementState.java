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

    /**
     * @param model name of the model that is to be served
     * @throws IllegalStateException if the state is of another model: vectors of the two could not be told apart
     */
    AnnouncementState(OperatorStateStore store, String model) throws Exception {
        state = store.getBroadcastState(
                new MapStateDescriptor<>("models", StringSerializer.INSTANCE, new AnnouncementSerializer()));
        Optional<Announcement> other =
                newest().filter(announcement -> !announcement.model().equals(model));
        if (other.isPresent()) {
            throw new IllegalStateException(
                    "the state was made with model.name " + other.get().model() + ", not " + model
                            + "; start without it, or announce the other model's bundles as "
                            + other.get().model());
        }
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
