package freshet.trainer.gru4rec;

import freshet.trainer.linear.Softmax;

/**
 * Cross-entropy of a softmax over the candidates (Hidasi and Karatzoglou 2018): L = log Σⱼ nⱼ exp(sⱼ) − sₜ, with nⱼ how often j is a
 * negative and nₜ = 1, and the gradient nⱼ exp(sⱼ) / Σₖ nₖ exp(sₖ) − [j = t].
 *
 * <p>The negatives are there by chance, and with the logQ correction their sum is what importance sampling makes of the sum over all items but the target
 * (Bengio and Senécal 2008). The target is there for certain: its own term is exact, and not corrected. Corrected too, it would count for 1/Q
 * targets, twenty of them with 2,048 uniform samples of 43,000 items, and learning ends where it has a twentieth of its due.
 *
 * <p>The logarithm is taken of the sum, which is at least 1 once the
 * maximum is subtracted, never of a probability that may have become 0. Holds scratch: for one thread.
 */
final class CrossEntropy implements SampledLoss {
    private final Softmax softmax;

    /** @param capacity most candidates */
    public CrossEntropy(int capacity) {
        this.softmax = new Softmax(capacity);
    }

    @Override
    public double differentiate(float[] scores, int target, float[] negatives, int count, float scale) {
        float targetScore = scores[target];
        negatives[target] = 1;
        double loss = softmax.inPlace(scores, negatives, count, scale) - targetScore;
        negatives[target] = 0;
        scores[target] -= scale;
        return loss;
    }

    @Override
    public LogQUse logQUse() {
        return LogQUse.NEGATIVES_SCORES;
    }
}
