package freshet.model.answer.single;

import java.util.List;

/**
 * A recommended item and what the events of the session weigh in it.
 *
 * @param itemId external id
 * @param probability among what may be recommended, in [0, 1]
 * @param events one for each event of an item that the model knows, the weightiest first; of equal
 *     ones the newest first
 */
public record ExplainedItem(String itemId, float probability, List<EventWeight> events) {
    public ExplainedItem {
        events = List.copyOf(events);
    }
}
