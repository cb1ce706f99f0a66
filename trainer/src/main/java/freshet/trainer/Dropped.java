package freshet.trainer;

/**
 * What preprocessing took away.
 *
 * @param events events taken away, for either reason
 * @param sessions sessions taken away whole
 * @param items items of which no event is left
 */
public record Dropped(long events, long sessions, long items) {

    /** One sentence part for a person, for example {@code dropped 12 events, 3 sessions, 1 items}. */
    @Override
    public String toString() {
        return "dropped " + events + " events, " + sessions + " sessions, " + items + " items";
    }
}
