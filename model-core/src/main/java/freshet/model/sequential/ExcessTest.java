package freshet.model.sequential;

/**
 * Tests whether something happens to the challenger more often than to the champion, beyond a
 * margin of all predictions. One outcome is one session: c − h − margin·n over its n predictions.
 * For one thread.
 */
public final class ExcessTest {
    private final int limit;
    private final double margin;
    private final double threshold; // of the logarithm of the wealth
    private final Bets bets = new Bets();

    /**
     * @param margin excess that does not matter, a share of all predictions, in [0, 1)
     * @param limit most predictions of a session, at least 1
     * @param level the chance that {@link #isExceeded} is ever true though the excess is within the
     *     margin, in (0, 1)
     */
    public ExcessTest(double margin, int limit, double level) {
        if (!(margin >= 0 && margin < 1)) {
            throw new IllegalArgumentException("the margin is " + margin + "; it must be from 0 to below 1");
        }
        if (limit < 1) {
            throw new IllegalArgumentException("the limit is " + limit + "; it must be at least 1");
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("the level is " + level + "; it must be between 0 and 1");
        }
        this.limit = limit;
        this.margin = margin;
        this.threshold = -Math.log(level);
    }

    /**
     * Takes a session.
     *
     * @param champion to how many of its predictions it happened with the champion
     * @param challenger the same with the challenger
     * @param predictions all of them, at most the limit
     */
    public void add(int champion, int challenger, int predictions) {
        if (predictions > limit || Math.max(champion, challenger) > predictions || Math.min(champion, challenger) < 0) {
            throw new IllegalArgumentException("a session has " + champion + " and " + challenger + " of " + predictions
                    + "; the limit is " + limit);
        }
        bets.add((challenger - champion - margin * predictions) / (limit * (1 + margin)));
    }

    /** Whether it happens to the challenger more often, beyond the margin. */
    public boolean isExceeded() {
        return bets.logWealth() >= threshold;
    }
}
