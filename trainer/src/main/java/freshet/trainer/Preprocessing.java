package freshet.trainer;

/**
 * What of a log is kept for training. All rules are applied again until nothing more falls away,
 * since dropping an item shortens sessions and brings others side by side, and dropping a session
 * lowers support.
 *
 * @param minItemSupport fewest events of an item that keep it, at least 1
 * @param minSessionLength fewest events that keep a session, at least 2: a single event has no next
 *     one to learn
 * @param dropRepeats whether an event of the same item as the one before it in its session is left
 *     out
 */
public record Preprocessing(int minItemSupport, int minSessionLength, boolean dropRepeats) {
    /**
     * Keeps every item, and every session in which something comes next: for logs that are cleaned
     * already.
     */
    public static final Preprocessing KEEP_ALL = new Preprocessing(1, 2, false);

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
