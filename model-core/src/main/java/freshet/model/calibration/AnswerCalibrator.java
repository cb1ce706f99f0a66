package freshet.model.calibration;

import freshet.model.RankedItems;
import freshet.model.math.FloatMath;

/**
 * Maps the probabilities of one answer after the other, see {@link Calibration}. For one thread.
 */
final class AnswerCalibrator {
    private final Calibration calibration;
    private final float[] discounts = new float[Calibration.FIRST]; // d · ln(i + 4), negative
    private final float[] shares; // (ranked)

    /** @param ranked most items of an answer, at least {@link Calibration#FIRST} */
    AnswerCalibrator(Calibration calibration, int ranked) {
        this.calibration = calibration;
        for (int at = 0; at < discounts.length; at++) {
            discounts[at] = (float) (calibration.rankDiscount() * Calibration.rankFeature(at + 1));
        }
        this.shares = new float[ranked];
    }

    /** Copies an answer, or as much of it as {@code out} takes, with calibrated probabilities. */
    void copy(RankedItems ranked, int session, RankedItems out) {
        int count = ranked.count(session);
        int first = Math.min(count, Calibration.FIRST);
        out.clear(session);
        if (count == 0) {
            return;
        }
        double sum = sumOf(ranked, session, first);
        float share = calibration.share(sum, first);
        float scale = share / weigh(ranked, session, first);
        float before = 1;
        for (int at = 0; at < Math.min(count, out.k()); at++) {
            float wanted = at < first
                    ? scale * shares[at]
                    : (float) ((1 - share) * ranked.probability(session, at) / Calibration.rest(sum));
            before = Math.min(before, wanted); // no rounding puts an item above a better one
            out.add(session, ranked.row(session, at), before);
        }
    }

    private static double sumOf(RankedItems ranked, int session, int first) {
        double sum = 0;
        for (int at = 0; at < first; at++) {
            sum += ranked.probability(session, at);
        }
        return sum;
    }

    /** Sets the shares of the first items, up to a factor, and gives their sum. */
    private float weigh(RankedItems ranked, int session, int first) {
        double best = nats(ranked.probability(session, 0));
        float total = 0;
        for (int at = 0; at < first; at++) {
            double below = (nats(ranked.probability(session, at)) - best) / calibration.temperature();
            shares[at] = FloatMath.exp((float) below + discounts[at] - discounts[0]);
            total += shares[at];
        }
        return total;
    }

    private static double nats(float probability) {
        return Math.log(Math.max(probability, Float.MIN_VALUE));
    }
}
