package freshet.model.data;

import freshet.model.session.ItemEvent;

/**
 * One event of a recorded log.
 *
 * @param sessionId key of the session, never empty
 * @param event what happened
 */
public record LoggedEvent(String sessionId, ItemEvent event) {}
