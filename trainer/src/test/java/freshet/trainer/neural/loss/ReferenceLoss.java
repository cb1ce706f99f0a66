package freshet.trainer.neural.loss;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The losses of one session in double precision, written from the formulas alone. */
public final class ReferenceLoss {
    private final LossSettings settings;

    public ReferenceLoss(LossSettings settings) {
        this.settings = settings;
    }

    /**
     * Softmax and BPR-max compare a target that is there for certain with an estimate over all
     * items, in which a negative counts 1/Q times; BCE tells the target from what is there by
     * chance.
     *
     * @param target score of the target
     * @param targetLogQ log Q of the target
     * @param negatives scores of the negatives
     * @param logQ log Q of each of them
     */
    public double of(double target, double targetLogQ, double[] negatives, double[] logQ) {
        IntStream all = IntStream.range(0, negatives.length);
        return switch (settings.loss()) {
            case CROSS_ENTROPY ->
                Math.log(Math.exp(target)
                                + all.mapToDouble(j -> Math.exp(negatives[j]) / Math.exp(logQ[j]))
                                        .sum())
                        - due(target, negatives, logQ);
            case BPR_MAX ->
                bprMax(
                        activation(target),
                        Arrays.stream(negatives).map(this::activation).toArray(),
                        Arrays.stream(logQ).map(q -> 1 / Math.exp(q)).toArray());
            case SQUARED_ERROR ->
                (target - 1) * (target - 1)
                        + all.mapToDouble(j -> negatives[j] * negatives[j] / Math.exp(logQ[j]))
                                .sum();
            case BCE ->
                -Math.log(sigmoid(target - targetLogQ))
                        - all.mapToDouble(j -> Math.log(1 - sigmoid(negatives[j] - logQ[j])))
                                .sum();
        };
    }

    /**
     * What the logarithm of the softmax is reduced by: the target's score, with smoothing the
     * negatives' mean as well.
     */
    private double due(double target, double[] negatives, double[] logQ) {
        double share = settings.labelSmoothing();
        double mean = IntStream.range(0, negatives.length)
                .mapToDouble(j -> negatives[j] - logQ[j])
                .average()
                .orElse(target);
        return (1 - share) * target + share * mean;
    }

    private double bprMax(double target, double[] negatives, double[] weights) {
        if (negatives.length == 0) {
            return 0; // nothing to be ranked above
        }
        double total = 0;
        double won = 0;
        double squares = 0;
        for (int j = 0; j < negatives.length; j++) {
            double share = weights[j] * Math.exp(negatives[j]);
            total += share;
            won += share * sigmoid(target - negatives[j]);
            squares += share * negatives[j] * negatives[j];
        }
        won /= total;
        squares /= total;
        return -Math.log(won) + settings.bpreg() * squares;
    }

    private double activation(double x) {
        return settings.elu() == 0 || x > 0 ? x : settings.elu() * (Math.exp(x) - 1);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
