package freshet.job.state;

import freshet.model.session.SessionState;
import java.io.IOException;

/** Where sessions are kept between their events. */
public interface SessionStates {

    /**
     * What is kept of a session, or a new state without events if nothing is. The caller may change
     * it, and then writes it back.
     */
    SessionState read(String sessionId) throws IOException;

    /**
     * Begins to keep a session of which nothing was kept; it is dropped when its event time is
     * over.
     */
    void open(String sessionId, SessionState state) throws IOException;

    /** Writes back a session of which something was kept. */
    void update(String sessionId, SessionState state) throws IOException;
}
