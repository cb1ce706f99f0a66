package freshet.model.session;

import java.util.Comparator;

/**
 * One event as a session remembers it.
 *
 * @param itemId external id of the item, never empty
 * @param timeMillis event time, milliseconds since 1970-01-01 UTC
 * @param type what happened, for example {@code view}
 * @param eventKey 64-bit key of the producer's event id, see {@link EventKeys}; {@link #NO_KEY} if it gave none
 */
public record ItemEvent(String itemId, long timeMillis, String type, long eventKey) {
    /** The producer gave no event id. */
    public static final long NO_KEY = 0;

    /** The type of an event whose producer named none. */
    public static final String VIEW = "view";

    /**
     * The order of events in a session: by time alone. Events of equal time keep the order in which they came: that of the
     * lines in a log, that of the offsets in a topic. Sort stably by it. An order by item would make patterns where there
     * are none.
     */
    public static final Comparator<ItemEvent> BY_TIME = Comparator.comparingLong(ItemEvent::timeMillis);

    /** A view without an event id. */
    public static ItemEvent view(String itemId, long timeMillis) {
        return new ItemEvent(itemId, timeMillis, VIEW, NO_KEY);
    }

    /**
     * Whether both, if they are of one session, are the same event sent twice: the same id, or without ids the same item, time
     * and type.
     */
    public boolean repeats(ItemEvent other) {
        if (eventKey != NO_KEY || other.eventKey != NO_KEY) {
            return eventKey == other.eventKey;
        }
        return timeMillis == other.timeMillis && itemId.equals(other.itemId) && type.equals(other.type);
    }
}
