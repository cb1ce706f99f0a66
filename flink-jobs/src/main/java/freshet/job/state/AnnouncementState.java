package freshet.job.state;

import freshet.job.stream.AnnouncementSerializer;
import freshet.serving.Announcement;
import freshet.serving.model.ModelSwitch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a checkpoint knows of models: the announcement that is served, the newest one seen, and
 * those that load or are tried again. Never weights. Every instance keeps a copy of its own, and
 * each new one is given some instance's copy.
 */
public final class AnnouncementState {
    private static final Logger LOG = LoggerFactory.getLogger(AnnouncementState.class);
    private static final String SERVED = "served";
    private static final String NEWEST = "newest";
    private static final String PENDING = "pending "; // and the version

    private final BroadcastState<String, Announcement> state;

    /**
     * @param model name of the model that is to be served
     * @throws IllegalStateException if the state is of another model: vectors of the two could not
     *     be told apart
     */
    public AnnouncementState(OperatorStateStore store, String model) throws Exception {
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

    private Optional<Announcement> served() throws Exception {
        return Optional.ofNullable(state.get(SERVED));
    }

    private Optional<Announcement> newest() throws Exception {
        return Optional.ofNullable(state.get(NEWEST));
    }

    /**
     * The newest announcement and those that were on their way, without the one that is served; in
     * no order.
     */
    private List<Announcement> others() throws Exception {
        Set<Announcement> others = new LinkedHashSet<>();
        for (Map.Entry<String, Announcement> entry : state.entries()) {
            if (!entry.getKey().equals(SERVED)) {
                others.add(entry.getValue());
            }
        }
        served().ifPresent(others::remove);
        return List.copyOf(others);
    }

    /**
     * Serves the model that the state names before the first event; without one, what is announced.
     *
     * @param announced looks up all announcements, the highest version first
     */
    public void startServing(ModelSwitch models, Supplier<List<Announcement>> announced) throws Exception {
        Optional<Announcement> served = served();
        if (served.isPresent()) {
            models.resume(served.get(), others(), announced);
            return;
        }
        List<Announcement> all = new ArrayList<>(others());
        all.addAll(announced.get());
        if (all.isEmpty()) {
            LOG.warn("no model is announced: events are answered NONE until one is");
        }
        models.begin(all);
    }

    /** Keeps what the switch knows, for the next start. */
    public void write(ModelSwitch models) throws Exception {
        state.clear();
        for (Announcement pending : models.pending()) {
            state.put(PENDING + pending.version(), pending);
        }
        if (models.served().isPresent()) {
            state.put(SERVED, models.served().get());
        }
        if (models.newest().isPresent()) {
            state.put(NEWEST, models.newest().get());
        }
    }
}
