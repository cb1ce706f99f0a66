package freshet.model.data;

import freshet.model.session.ItemEvent;

/**
 * One event of a recorded log.
 *
 * @param sessionId key of the session, never empty
 * @param event what happened
 * @param eventId the producer's id of the event, of which {@code event} has the key; empty if the
 *     log gives none
 */
public record LoggedEvent(String sessionId, ItemEvent event, String eventId) {

    /** An event whose log gives no id, or that nobody will ask for its id. */
    public LoggedEvent(String sessionId, ItemEvent event) {
        this(sessionId, event, "");
    }
}
