package freshet.trainer.calibration;

import freshet.model.RankedItems;
import freshet.model.calibration.Calibration;

/**
 * One answer and what came next.
 *
 * @param nats ln p_i of its first items (at most 20), best first
 * @param shareFeature what their share rises with
 * @param rank from 1 of the item that came next; 0 if it is not among the first
 */
record HeldOutAnswer(double[] nats, double shareFeature, int rank) {

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

    /** Log-linear loss of a hit, log Σ e^(βu + dv) − βu − dv: u_i = ln p_i, v_i = −ln(i + 4). */
    void addOrderLoss(double sharpness, double discount, LossSum sum) {
        double total = 0;
        double u = 0;
        double v = 0;
        double uu = 0;
        double uv = 0;
        double vv = 0;
        for (int at = 0; at < nats.length; at++) {
            double below = nats[at] - nats[0];
            double later = Calibration.rankFeature(at + 1) - Calibration.rankFeature(1);
            double e = Math.exp(sharpness * below + discount * later);
            total += e;
            u += e * below;
            v += e * later;
            uu += e * below * below;
            uv += e * below * later;
            vv += e * later * later;
        }
        double meanU = u / total;
        double meanV = v / total;
        double nextU = nats[rank - 1] - nats[0];
        double nextV = Calibration.rankFeature(rank) - Calibration.rankFeature(1);
        sum.add(new PlaneLoss.Value(
                Math.log(total) - sharpness * nextU - discount * nextV,
                meanU - nextU,
                meanV - nextV,
                uu / total - meanU * meanU,
                uv / total - meanU * meanV,
                vv / total - meanV * meanV));
    }
}
