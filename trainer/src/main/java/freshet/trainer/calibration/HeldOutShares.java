package freshet.trainer.calibration;

import freshet.model.calibration.Calibration;
import freshet.model.calibration.ShareLine;
import java.util.List;

/**
 * Answers whose first items are expected to have the next one with a probability that follows one
 * line. Immutable.
 */
record HeldOutShares(List<HeldOutAnswer> answers) {
    private static final int LEAST = 50; // with fewer a line says more of chance than of the model
    private static final PlaneBox BOX = new PlaneBox(-Calibration.MOST, Calibration.MOST, 0, Calibration.MOST);

    /** The line of the greatest likelihood; of too few answers a level one, at the rate of all. */
    ShareLine line(HeldOutShares all) {
        if (answers.size() < LEAST) {
            return new ShareLine(Math.log(all.odds()), 0);
        }
        PlanePoint best = PlaneMinimum.of(this::loss, BOX, 0, 1);
        return new ShareLine(best.x(), best.y());
    }

    /**
     * The mean loss: −log A where the next item is among the first, else −log(1 − A), with Platt's
     * targets, which keep a few answers that are all right from giving A = 1.
     */
    PlaneLoss.Value loss(double intercept, double slope) {
        double ofHit = (hits() + 1) / (hits() + 2);
        double ofMiss = 1 / (misses() + 2);
        LossSum sum = new LossSum();
        for (HeldOutAnswer answer : answers) {
            answer.addShareLoss(intercept, slope, answer.hit() ? ofHit : ofMiss, sum);
        }
        return sum.mean();
    }

    private double odds() {
        return (hits() + 1) / (misses() + 1);
    }

    private double hits() {
        return answers.stream().filter(HeldOutAnswer::hit).count();
    }

    private double misses() {
        return answers.size() - hits();
    }
}
