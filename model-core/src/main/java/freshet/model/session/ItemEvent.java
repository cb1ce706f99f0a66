package freshet.model.session;

import java.util.Comparator;

/**
 * One event as a session remembers it.
 *
 * @param itemId external id of the item, never empty
 * @param timeMillis event time by which it has its place, milliseconds since 1970-01-01 UTC
 * @param type what happened, for example {@code view}
 * @param eventKey 64-bit key of the producer's event id, see {@link EventKeys}; {@link #NO_KEY} if
 *     it gave none
 * @param aheadMillis how much later than {@code timeMillis} the time is that the event itself says,
 *     as its clock is ahead; 0 as a rule, see {@link Arrival}
 */
public record ItemEvent(String itemId, long timeMillis, String type, long eventKey, long aheadMillis) {
    /** The producer gave no event id. */
    public static final long NO_KEY = 0;

    /** The type of an event whose producer named none. */
    public static final String VIEW = "view";

    /**
     * The order of events in a session: by time alone. Events of equal time keep the order in which
     * they came: that of the lines in a log, that of the offsets in a topic. Sort stably by it. An
     * order by item would make patterns where there are none.
     */
    public static final Comparator<ItemEvent> BY_TIME = Comparator.comparingLong(ItemEvent::timeMillis);

    /** An event that counts at the time that it says. */
    public ItemEvent(String itemId, long timeMillis, String type, long eventKey) {
        this(itemId, timeMillis, type, eventKey, 0);
    }

    /** A view without an event id. */
    public static ItemEvent view(String itemId, long timeMillis) {
        return new ItemEvent(itemId, timeMillis, VIEW, NO_KEY);
    }

    /** The time that the event itself says, milliseconds since 1970-01-01 UTC. */
    public long saidMillis() {
        return timeMillis + aheadMillis;
    }

    /** Whether its clock was ahead of its arrival. */
    public boolean isAhead() {
        return aheadMillis > 0;
    }

    /**
     * Whether both, if they are of one session, are the same event sent twice: the same id, or
     * without ids the same item, type and time that they say.
     */
    public boolean repeats(ItemEvent other) {
        if (eventKey != NO_KEY || other.eventKey != NO_KEY) {
            return eventKey == other.eventKey;
        }
        return saidMillis() == other.saidMillis() && itemId.equals(other.itemId) && type.equals(other.type);
    }
}
