package freshet.job.operator;

import freshet.model.session.SessionState;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;

/**
 * Sessions in Flink's keyed state, each with at most one event-time timer: set when the session is opened, at its last event +
 * gap; when it fires and the session has gone on, set again; else the session is dropped. For the task's thread.
 */
final class KeyedSessionStates implements SessionStates {
    private final ValueState<SessionState> states;
    private final Consumer<String> currentKey;
    private final EventTimers timers;
    private final long gapMillis;

    /**
     * @param currentKey makes a session id the key that state and timers belong to
     * @param timers set for the current key
     */
    KeyedSessionStates(
            ValueState<SessionState> states, Consumer<String> currentKey, EventTimers timers, long gapMillis) {
        this.states = states;
        this.currentKey = currentKey;
        this.timers = timers;
        this.gapMillis = gapMillis;
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
     * The current key's timer has fired.
     *
     * @return the session, where it is over and no longer kept
     */
    Optional<SessionState> timerFired(long timeMillis) throws IOException {
        SessionState session = states.value();
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
    interface EventTimers {
        void set(long timeMillis);
    }
}
