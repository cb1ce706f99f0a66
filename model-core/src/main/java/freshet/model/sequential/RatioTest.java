package freshet.model.sequential;

/**
 * Tests whether the challenger's mean is above, or below, a multiple of the champion's. One outcome
 * is one session: c − r·h, where h and c are what champion and challenger reach over the same
 * predictions of the session, and r is the multiple. Predictions of one session depend on each
 * other, so a session is one bet, however many predictions it has; its limit makes that bet
 * bounded. E[c − r·h] = 0 says that the mean over all predictions is r times the champion's, a long
 * session weighing more than a short one. For one thread.
 */
public final class RatioTest {
    /** The highest multiple that can be tested. */
    public static final double HIGHEST_RATIO = 16;

    private final double ratio;
    private final int limit;
    private final double threshold; // of the logarithm of the wealth
    private final Bets above = new Bets();
    private final Bets below = new Bets();

    /**
     * @param ratio the multiple r, from 0 to {@link #HIGHEST_RATIO}
     * @param limit most predictions of a session, so that neither sum is above it
     * @param level the chance that {@link #isAbove} is ever true though the ratio is not above r;
     *     the same for {@link #isBelow}; in (0, 1)
     */
    public RatioTest(double ratio, int limit, double level) {
        if (!(ratio >= 0 && ratio <= HIGHEST_RATIO)) {
            throw new IllegalArgumentException("the ratio is " + ratio + "; it must be from 0 to " + HIGHEST_RATIO);
        }
        if (limit < 1) {
            throw new IllegalArgumentException("the limit is " + limit + "; it must be at least 1");
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("the level is " + level + "; it must be between 0 and 1");
        }
        this.ratio = ratio;
        this.limit = limit;
        this.threshold = -Math.log(level);
    }

    /**
     * Takes a session.
     *
     * @param champion sum of hits or reciprocal ranks over its predictions, from 0 to the limit
     * @param challenger the same of the challenger's answers to the same events
     */
    public void add(double champion, double challenger) {
        double difference = difference(champion, challenger);
        above.add(difference / Math.max(1, ratio)); // never below −1
        below.add(-difference);
    }

    /** Takes many sessions in which both reach the same. */
    void add(double champion, double challenger, long times) {
        double difference = difference(champion, challenger);
        above.add(difference / Math.max(1, ratio), times);
        below.add(-difference, times);
    }

    private double difference(double champion, double challenger) {
        if (!(champion >= 0 && champion <= limit && challenger >= 0 && challenger <= limit)) {
            throw new IllegalArgumentException(
                    "a session has " + champion + " and " + challenger + "; both must be from 0 to " + limit);
        }
        return (challenger - ratio * champion) / limit;
    }

    /** Whether the challenger's mean is above r times the champion's. */
    public boolean isAbove() {
        return above.logWealth() >= threshold;
    }

    /** Whether it is below that. */
    public boolean isBelow() {
        return below.logWealth() >= threshold;
    }
}
