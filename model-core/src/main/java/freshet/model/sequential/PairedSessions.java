package freshet.model.sequential;

import java.util.Arrays;

/**
 * What champion and challenger reach in the same sessions, and bounds of the gain that hold at
 * every look: all ratios that a {@link RatioTest} has not refuted. Sixteen bytes per session. For
 * one thread.
 */
public final class PairedSessions {
    private static final int STEPS = 30; // a bound is known to 16 / 2³⁰
    private static final int FIRST_ROOM = 1_024;

    private final int limit;
    private double[] champion = new double[FIRST_ROOM];
    private double[] challenger = new double[FIRST_ROOM];
    private int sessions;

    /** @param limit most predictions of a session that count, at least 1 */
    public PairedSessions(int limit) {
        this.limit = limit;
    }

    /**
     * Takes a session.
     *
     * @param champion sum of hits or reciprocal ranks over its predictions, from 0 to the limit
     * @param challenger the same of the challenger's answers to the same events
     */
    public void add(double champion, double challenger) {
        if (sessions == this.champion.length) {
            this.champion = Arrays.copyOf(this.champion, 2 * sessions);
            this.challenger = Arrays.copyOf(this.challenger, 2 * sessions);
        }
        this.champion[sessions] = champion;
        this.challenger[sessions] = challenger;
        sessions++;
    }

    /** Sessions taken. */
    public int sessions() {
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
        double sum = 0;
        double otherSum = 0;
        for (int session = 0; session < sessions; session++) {
            sum += champion[session];
            otherSum += challenger[session];
        }
        return new GainBounds(lower(level / 2) - 1, sum == 0 ? Double.NaN : otherSum / sum - 1, upper(level / 2) - 1);
    }

    /**
     * The highest ratio below all that are possible: what is above one ratio is above any lower
     * one.
     */
    private double lower(double level) {
        double refuted = 0;
        double possible = RatioTest.HIGHEST_RATIO;
        for (int step = 0; step < STEPS; step++) {
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
        for (int step = 0; step < STEPS; step++) {
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
        for (int session = 0; session < sessions; session++) {
            test.add(champion[session], challenger[session]);
        }
        return test;
    }
}
