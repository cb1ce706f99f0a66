package freshet.job.recommend;

import freshet.job.stream.AcceptedEvent;
import freshet.model.session.SessionState;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Events that one model answers in one pass, each of another session, and what is kept of these
 * sessions. Used again for every pass. For one thread.
 */
final class Round {
    private final List<AcceptedEvent> events = new ArrayList<>(); // that their sessions took
    private final List<SessionState> sessions = new ArrayList<>(); // which those are
    private final BitSet opened = new BitSet(); // where nothing was kept of the session before

    /** @param isNew whether nothing was kept of the session before */
    void add(AcceptedEvent event, SessionState session, boolean isNew) {
        opened.set(events.size(), isNew);
        events.add(event);
        sessions.add(session);
    }

    int size() {
        return events.size();
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    AcceptedEvent event(int place) {
        return events.get(place);
    }

    SessionState session(int place) {
        return sessions.get(place);
    }

    /** All sessions, by place. */
    List<SessionState> sessions() {
        return sessions;
    }

    /** Whether nothing was kept of the session before. */
    boolean isOpened(int place) {
        return opened.get(place);
    }

    void clear() {
        events.clear();
        sessions.clear();
    }
}
