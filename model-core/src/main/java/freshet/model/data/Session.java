package freshet.model.data;

import freshet.model.session.ItemEvent;
import java.util.List;

/**
 * One session of a log.
 *
 * @param key session id; several sessions have the same one where a pause exceeds the gap
 * @param events in the order of {@link ItemEvent#BY_TIME}, at least one, no repeats
 */
public record Session(String key, List<ItemEvent> events) {}
