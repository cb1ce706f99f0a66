package freshet.trainer;

/**
 * What of a log is kept for training. Both rules are applied again until nothing more falls away, since dropping an item
 * shortens sessions and dropping a session lowers support.
 *
 * @param minItemSupport fewest events of an item that keep it, at least 1; the field uses 5 on logs that were not cleaned yet
 * @param minSessionLength fewest events that keep a session, at least 2: a single event has no next one to learn
 */
public record Preprocessing(int minItemSupport, int minSessionLength) {
    /** Keeps every item, and every session in which something comes next. */
    public static final Preprocessing DEFAULT = new Preprocessing(1, 2);

    public Preprocessing {
        if (minItemSupport < 1) {
            throw new IllegalArgumentException(
                    "minimum item support is " + minItemSupport + "; it must be at least 1, which keeps every item");
        }
        if (minSessionLength < 2) {
            throw new IllegalArgumentException("minimum session length is " + minSessionLength
                    + "; it must be at least 2: a single event has no next one to learn");
        }
    }
}
