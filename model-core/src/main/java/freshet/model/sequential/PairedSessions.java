package freshet.model.sequential;

/**
 * What champion and challenger reach in the same sessions, and bounds of the gain that hold at
 * every look: all ratios that a {@link RatioTest} has not refuted. The bets depend on how often
 * each pair of sums came, so a count per pair is all that is kept: memory does not grow with the
 * sessions. For one thread.
 *
 * <p>Sums are rounded to a grid, at random: x to the next lower or upper point, so that the mean is
 * x. What is expected of a session stays as it is, so bounds of rounded sums hold for the true
 * ones. Sums on the grid are not changed, and equal sums of a session stay equal.
 */
public final class PairedSessions {
    private static final int HALVINGS = 30; // a bound is known to 16 / 2³⁰

    private final int limit;
    private final int steps;
    private final int points; // of the grid
    private final long[] counts; // (champion, challenger)
    private long sessions;
    private double championSum;
    private double challengerSum;

    /**
     * @param limit most predictions of a session that count, at least 1
     * @param steps of the grid per prediction, at least 1; 1 for hits, which are whole numbers
     */
    public PairedSessions(int limit, int steps) {
        this.limit = limit;
        this.steps = steps;
        this.points = limit * steps + 1;
        this.counts = new long[points * points];
    }

    /**
     * Takes a session.
     *
     * @param champion sum of hits or reciprocal ranks over its predictions, from 0 to the limit
     * @param challenger the same of the challenger's answers to the same events
     * @param draw by which both are rounded, from 0 (inclusive) to 1 (exclusive), uniform, and
     *     independent of what they are
     */
    public void add(double champion, double challenger, double draw) {
        counts[point(champion, draw) * points + point(challenger, draw)]++;
        sessions++;
        championSum += champion;
        challengerSum += challenger;
    }

    private int point(double sum, double draw) {
        if (!(sum >= 0 && sum <= limit)) {
            throw new IllegalArgumentException("a session has a sum of " + sum + "; it must be from 0 to " + limit);
        }
        return (int) Math.min(points - 1, Math.floor(sum * steps + draw));
    }

    /** Sessions taken. */
    public long sessions() {
        return sessions;
    }

    /**
     * The gain and its bounds.
     *
     * @param level the chance that the true gain is ever outside of the bounds, over all looks, in
     *     (0, 1)
     */
    public GainBounds bounds(double level) {
        if (sessions == 0) {
            return GainBounds.UNKNOWN;
        }
        double gain = championSum == 0 ? Double.NaN : challengerSum / championSum - 1;
        return new GainBounds(lower(level / 2) - 1, gain, upper(level / 2) - 1);
    }

    /**
     * The highest ratio below all that are possible: what is above one ratio is above any lower
     * one.
     */
    private double lower(double level) {
        double refuted = 0;
        double possible = RatioTest.HIGHEST_RATIO;
        for (int step = 0; step < HALVINGS; step++) {
            double middle = (refuted + possible) / 2;
            if (test(middle, level).isAbove()) {
                refuted = middle;
            } else {
                possible = middle;
            }
        }
        return refuted;
    }

    private double upper(double level) {
        if (!test(RatioTest.HIGHEST_RATIO, level).isBelow()) {
            return Double.POSITIVE_INFINITY;
        }
        double refuted = RatioTest.HIGHEST_RATIO;
        double possible = 0;
        for (int step = 0; step < HALVINGS; step++) {
            double middle = (refuted + possible) / 2;
            if (test(middle, level).isBelow()) {
                refuted = middle;
            } else {
                possible = middle;
            }
        }
        return refuted;
    }

    private RatioTest test(double ratio, double level) {
        RatioTest test = new RatioTest(ratio, limit, level);
        for (int pair = 1; pair < counts.length; pair++) { // the first pair, no hit of either, bets nothing
            if (counts[pair] > 0) {
                test.add((double) (pair / points) / steps, (double) (pair % points) / steps, counts[pair]);
            }
        }
        return test;
    }
}
