package freshet.trainer.calibration;

import freshet.model.RankedItems;
import freshet.model.calibration.Calibration;
import freshet.model.calibration.ShareLine;

/**
 * One answer and what came next.
 *
 * @param nats ln p_i of its first items (at most 20), best first
 * @param shareFeature what their share rises with
 * @param rank from 1 of the item that came next; 0 if it is not among the first
 */
record HeldOutAnswer(double[] nats, double shareFeature, int rank) {
    private static final int FIRST_WEIGHT = 30; // with 3 the first item gets too much
    private static final double LEAST = 1e-9; // of a probability, so that its logarithm is one

    /** @param next the row that came next */
    static HeldOutAnswer of(RankedItems ranked, int slot, int next) {
        double[] nats = new double[ranked.count(slot)];
        double sum = 0;
        int rank = 0;
        for (int at = 0; at < nats.length; at++) {
            float probability = ranked.probability(slot, at);
            nats[at] = Math.log(Math.max(probability, Float.MIN_VALUE));
            sum += probability;
            if (ranked.row(slot, at) == next) {
                rank = at + 1;
            }
        }
        return new HeldOutAnswer(nats, Calibration.shareFeature(sum, nats.length), rank);
    }

    /** Whether the model ranks as many items as count. */
    boolean full() {
        return nats.length == Calibration.FIRST;
    }

    boolean hit() {
        return rank > 0;
    }

    /** Logistic loss against a target in (0, 1). */
    void addShareLoss(double intercept, double slope, double target, LossSum sum) {
        double z = intercept + slope * shareFeature;
        double share = 1 / (1 + Math.exp(-z));
        double loss = Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - target * z;
        double off = share - target;
        double curve = share * (1 - share);
        sum.add(new PlaneLoss.Value(
                loss, off, off * shareFeature, curve, curve * shareFeature, curve * shareFeature * shareFeature));
    }

    /** The probability that the next item is among the first ones, by a line. */
    double expected(ShareLine line) {
        return 1 / (1 + Math.exp(-line.intercept() - line.slope() * shareFeature));
    }

    /**
     * The loss of the order: of a hit −log of the next item's share, and of every answer {@value
     * #FIRST_WEIGHT} times the logistic loss of the first item's probability q_1, on which a shop
     * looks most. With u_i = ln p_i / p_1 and v_i = ln 5 / (i + 4) both follow from the moments of
     * e_i = e^(βu_i + dv_i), where e_1 = 1 and q_1 = A / Σ e_i.
     *
     * @param expected A, the probability of a hit
     */
    void addOrderLoss(double sharpness, double discount, double expected, LossSum sum) {
        double rest = 0; // Σ e_i but for the first
        double u = 0;
        double v = 0;
        double uu = 0;
        double uv = 0;
        double vv = 0;
        for (int at = 1; at < nats.length; at++) {
            double below = below(at);
            double later = later(at);
            double e = Math.exp(sharpness * below + discount * later);
            rest += e;
            u += e * below;
            v += e * later;
            uu += e * below * below;
            uv += e * below * later;
            vv += e * later * later;
        }
        double total = 1 + rest;
        double meanU = u / total;
        double meanV = v / total;
        double hit = hit() ? 1 : 0;
        double nextU = hit() ? below(rank - 1) : 0;
        double nextV = hit() ? later(rank - 1) : 0;
        double first = expected / total;
        double other = Math.max(LEAST, 1 - first);
        // d q_1 = −q_1 (u, v) / total; its curvature is Fisher's, never negative
        double off = FIRST_WEIGHT * ((rank == 1 ? 1 : 0) - first) / (other * total);
        double curve = FIRST_WEIGHT * first / (other * total * total);
        sum.add(new PlaneLoss.Value(
                hit * (Math.log(total) - sharpness * nextU - discount * nextV)
                        - FIRST_WEIGHT * Math.log(rank == 1 ? first : other),
                hit * (meanU - nextU) + off * u,
                hit * (meanV - nextV) + off * v,
                hit * (uu / total - meanU * meanU) + curve * u * u,
                hit * (uv / total - meanU * meanV) + curve * u * v,
                hit * (vv / total - meanV * meanV) + curve * v * v));
    }

    private double below(int at) {
        return nats[at] - nats[0];
    }

    private static double later(int at) {
        return Calibration.rankFeature(at + 1) - Calibration.rankFeature(1);
    }
}
