package freshet.job.state;

import freshet.model.session.SessionState;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions in Flink's keyed state, each with at most one event-time timer: set when the session is
 * opened, at its last event + gap; when it fires and the session has gone on, set again; else the
 * session is dropped. For the task's thread.
 */
public final class KeyedSessionStates implements SessionStates {
    private static final Logger LOG = LoggerFactory.getLogger(KeyedSessionStates.class);

    private final ValueState<SessionState> states;
    private final Consumer<String> currentKey;
    private final EventTimers timers;
    private final long gapMillis;
    private final Counter strayTimers;

    /**
     * @param currentKey makes a session id the key that state and timers belong to
     * @param timers set for the current key
     * @param strayTimers counts timers that fire without a session
     */
    public KeyedSessionStates(
            ValueState<SessionState> states,
            Consumer<String> currentKey,
            EventTimers timers,
            long gapMillis,
            Counter strayTimers) {
        this.states = states;
        this.currentKey = currentKey;
        this.timers = timers;
        this.gapMillis = gapMillis;
        this.strayTimers = strayTimers;
    }

    @Override
    public SessionState read(String sessionId) throws IOException {
        currentKey.accept(sessionId);
        SessionState kept = states.value();
        return kept == null ? new SessionState() : kept;
    }

    @Override
    public void open(String sessionId, SessionState state) throws IOException {
        update(sessionId, state);
        timers.set(end(state));
    }

    @Override
    public void update(String sessionId, SessionState state) throws IOException {
        currentKey.accept(sessionId);
        states.update(state);
    }

    /**
     * The current key's timer has fired. One that has no session is passed over, counted and told
     * of: a job that failed of it would fail of it at every restart.
     *
     * @return the session, where it is over and no longer kept
     */
    public Optional<SessionState> timerFired(long timeMillis) throws IOException {
        SessionState session = states.value();
        if (session == null) {
            strayTimers.inc();
            if (strayTimers.getCount() == 1) {
                LOG.warn(
                        "a timer for event time {} has no session, as after a change of the state by hand; it is passed"
                                + " over, and so are further ones, which metric strayTimers counts",
                        Instant.ofEpochMilli(timeMillis));
            }
            return Optional.empty();
        }
        long end = end(session);
        if (timeMillis < end) {
            timers.set(end);
            return Optional.empty();
        }
        states.clear();
        return Optional.of(session);
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
