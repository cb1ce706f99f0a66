package freshet.trainer.gru4rec;

import java.util.Arrays;

/** The losses of one session in double precision, written from the formulas alone. */
final class ReferenceLoss {
    private final Gru4RecSettings settings;

    ReferenceLoss(Gru4RecSettings settings) {
        this.settings = settings;
    }

    /**
     * @param target score of the target
     * @param negatives scores of the negatives
     */
    double of(double target, double[] negatives) {
        return switch (settings.loss()) {
            case CROSS_ENTROPY ->
                Math.log(Math.exp(target)
                                + Arrays.stream(negatives).map(Math::exp).sum())
                        - target;
            case BPR_MAX ->
                bprMax(
                        activation(target),
                        Arrays.stream(negatives).map(this::activation).toArray());
            case BCE ->
                -Math.log(sigmoid(target))
                        - Arrays.stream(negatives)
                                .map(x -> Math.log(1 - sigmoid(x)))
                                .sum();
        };
    }

    /** The softmax's target is there for certain; the others compare it with what is there by chance. */
    boolean correctsTarget() {
        return settings.loss() != Loss.CROSS_ENTROPY;
    }

    private double bprMax(double target, double[] negatives) {
        if (negatives.length == 0) {
            return 0; // nothing to be ranked above
        }
        double total = Arrays.stream(negatives).map(Math::exp).sum();
        double won = 0;
        double squares = 0;
        for (double negative : negatives) {
            won += Math.exp(negative) / total * sigmoid(target - negative);
            squares += Math.exp(negative) / total * negative * negative;
        }
        return -Math.log(won) + settings.bpreg() * squares;
    }

    private double activation(double x) {
        return settings.elu() == 0 || x > 0 ? x : settings.elu() * (Math.exp(x) - 1);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
