package freshet.model.session;

import java.time.Duration;

/**
 * What makes a session: the same in the job, the trainer and the evaluator.
 *
 * @param gapMillis a longer pause in event time than this starts a new session, milliseconds, at
 *     least 1
 * @param maxItems most events that a session retains, at least 1
 */
public record SessionRules(long gapMillis, int maxItems) {
    /** A pause of 30 minutes ends a session; the last 50 events are retained. */
    public static final SessionRules DEFAULT = of(Duration.ofMinutes(30), 50);

    /** A gap that no pause exceeds: sessions are what their key says. */
    public static final long NO_GAP = Long.MAX_VALUE / 4;

    /** The most that a job or a command retains of a session. */
    public static final int MOST_ITEMS = 10_000;

    public SessionRules {
        if (gapMillis < 1) {
            throw new IllegalArgumentException("session.gap is " + gapMillis + " ms; it must be at least 1 ms");
        }
        if (maxItems < 1) {
            throw new IllegalArgumentException("session.max-items is " + maxItems + "; it must be at least 1");
        }
    }

    /** Rules from a gap and a window. */
    public static SessionRules of(Duration gap, int maxItems) {
        return new SessionRules(gap.toMillis(), maxItems);
    }

    /**
     * Whether an event at {@code later} still belongs to the session whose event at {@code earlier}
     * precedes it.
     */
    public boolean sameSession(long earlier, long later) {
        return later - earlier <= gapMillis;
    }
}
