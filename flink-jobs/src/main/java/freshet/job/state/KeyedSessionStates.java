package freshet.job.state;

import freshet.model.session.SessionState;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions in Flink's keyed state, each with one event-time timer: set when the session is opened,
 * at its last event + gap; when it fires and the session has gone on, set again; else the session
 * is dropped.
 *
 * <p>A watermark ends the sessions that it passes at once, but their timers may fire little by
 * little. Until the last one has, a session that has ended is taken for dropped: an event finds
 * none, and opens another, which takes over the timer. A session that is opened behind the
 * watermark ends with the next one, so it is remembered until all timers have fired. A restart ends
 * such a session: nothing in the state tells it from those that wait to be dropped.
 *
 * <p>For the task's thread.
 */
public final class KeyedSessionStates implements SessionStates {
    private static final Logger LOG = LoggerFactory.getLogger(KeyedSessionStates.class);

    private final ValueState<SessionState> states;
    private final Glance glance;
    private final Consumer<String> currentKey;
    private final EventTimers timers;
    private final long gapMillis;
    private final Counter strayTimers;
    private final BiConsumer<String, SessionState> ended;
    private final Set<String> openedBehind = new HashSet<>(); // the watermark, while sessions are being dropped
    private long watermark;
    private boolean dropping;

    /**
     * @param states their serializers share the glance
     * @param currentKey makes a session id the key that state and timers belong to
     * @param timers set for the current key
     * @param strayTimers counts timers that fire without a session
     * @param ended is told of each session that is over and no longer kept, and may ask who gave
     *     its last answer
     * @param restored the watermark that the kept sessions had seen, milliseconds; {@link
     *     Long#MIN_VALUE} if none
     */
    public KeyedSessionStates(
            ValueState<SessionState> states,
            Glance glance,
            Consumer<String> currentKey,
            EventTimers timers,
            long gapMillis,
            Counter strayTimers,
            BiConsumer<String, SessionState> ended,
            long restored) {
        this.states = states;
        this.glance = glance;
        this.currentKey = currentKey;
        this.timers = timers;
        this.gapMillis = gapMillis;
        this.strayTimers = strayTimers;
        this.ended = ended;
        this.watermark = restored;
        this.dropping = restored > Long.MIN_VALUE;
    }

    @Override
    public SessionState read(String sessionId) throws IOException {
        currentKey.accept(sessionId);
        SessionState kept = states.value();
        if (kept == null) {
            return new SessionState();
        }
        if (dropping && end(kept) <= watermark && !openedBehind.contains(sessionId)) {
            ended.accept(sessionId, kept);
            return new SessionState(); // written over when it is opened, which an empty one always is
        }
        return kept;
    }

    @Override
    public void open(String sessionId, SessionState state) throws IOException {
        currentKey.accept(sessionId);
        boolean hasTimer = dropping && states.value() != null; // of the session before it
        states.update(state);
        if (!hasTimer) {
            timers.set(next(state));
        }
        if (dropping && end(state) <= watermark) {
            openedBehind.add(sessionId);
        }
    }

    @Override
    public void update(String sessionId, SessionState state) throws IOException {
        currentKey.accept(sessionId);
        states.update(state);
    }

    /**
     * All events up to this time have arrived: the sessions kept so far that are over by it are
     * taken for dropped. Their timers are about to fire.
     *
     * @param watermark milliseconds
     */
    public void passed(long watermark) {
        if (watermark > this.watermark) {
            this.watermark = watermark;
            openedBehind.clear();
        }
        dropping = true;
    }

    /** All timers up to that time have fired. */
    public void allDropped() {
        openedBehind.clear();
        dropping = false;
    }

    /**
     * The timer of a session, which is the current key, has fired. Nothing but the end of the
     * session is decoded. One that has no session is passed over, counted and told of: a job that
     * failed of it would fail of it at every restart.
     */
    public void timerFired(String sessionId, long timeMillis) throws IOException {
        SessionState session = glance.at(states::value);
        if (session == null) {
            strayTimers.inc();
            if (strayTimers.getCount() == 1) {
                LOG.warn(
                        "a timer for event time {} has no session, as after a change of the state by hand; it is passed"
                                + " over, and so are further ones, which metric strayTimers counts",
                        Instant.ofEpochMilli(timeMillis));
            }
        } else if (end(session) > watermark || openedBehind.contains(sessionId)) {
            timers.set(next(session));
        } else {
            states.clear();
            ended.accept(sessionId, session);
        }
    }

    /** When to look at the session next: at its end, or with the watermark that comes next. */
    private long next(SessionState state) {
        return Math.max(end(state), watermark + 1);
    }

    private long end(SessionState state) {
        return state.lastEventTime() + gapMillis;
    }

    /** Sets event-time timers. */
    @FunctionalInterface
    public interface EventTimers {
        void set(long timeMillis);
    }
}
