package freshet.trainer;

/**
 * What preprocessing took away, by rule.
 *
 * @param repeats events of the same item as the one before
 * @param rareItems items with too little support
 * @param rareEvents their events
 * @param shortSessions sessions that were too short, or became so when their events fell away
 * @param shortEvents the events that these had left
 * @param shortItems items of which no event is left for that reason alone
 */
public record Dropped(
        long repeats, long rareItems, long rareEvents, long shortSessions, long shortEvents, long shortItems) {

    /** Events taken away. */
    public long events() {
        return repeats + rareEvents + shortEvents;
    }
}
