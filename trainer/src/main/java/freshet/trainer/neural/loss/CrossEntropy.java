package freshet.trainer.neural.loss;

import freshet.trainer.linear.Fold;
import freshet.trainer.linear.Softmax;
import freshet.trainer.linear.Vectors;

/**
 * Cross-entropy of a softmax over the candidates (Hidasi and Karatzoglou 2018): L = log Σⱼ nⱼ
 * exp(sⱼ) − sₜ, with nⱼ how often j is a negative and nₜ = 1, and the gradient nⱼ exp(sⱼ) / Σₖ nₖ
 * exp(sₖ) − [j = t].
 *
 * <p>The negatives are there by chance, and with the logQ correction their sum is what importance
 * sampling makes of the sum over all items but the target (Bengio and Senécal 2008). The target is
 * there for certain: its own term is exact, and not corrected. Corrected too, it would count for
 * 1/Q targets, twenty of them with 2,048 uniform samples of 43,000 items, and learning ends at a
 * twentieth of its probability.
 *
 * <p>With label smoothing ε (Szegedy et al. 2016) the target has the probability 1 − ε alone, and
 * the negatives share ε, each by how often it is one: L = log Σⱼ nⱼ exp(sⱼ) − (1 − ε) sₜ − ε Σⱼ nⱼ
 * sⱼ / Σⱼ nⱼ over the negatives j, whose gradient has − ε nⱼ / Σ n for a negative and − (1 − ε) for
 * the target. Where that paper spreads ε evenly over all classes, here it is spread as negatives
 * are drawn. Without negatives the target keeps ε.
 *
 * <p>The logarithm is taken of the sum, which is at least 1 once the maximum is subtracted, never
 * of a probability that may have become 0. Holds scratch: for one thread.
 */
final class CrossEntropy implements SampledLoss {
    private final float smoothing; // ε
    private final Softmax softmax;
    private final Fold fold;
    private final float[] products; // (N): of scores and how often each is a negative

    /**
     * @param smoothing ε, from 0 to under 1
     * @param capacity most candidates
     */
    public CrossEntropy(float smoothing, int capacity) {
        this.smoothing = smoothing;
        this.softmax = new Softmax(capacity);
        this.fold = new Fold(capacity);
        this.products = new float[capacity];
    }

    @Override
    public double differentiate(float[] scores, int target, float[] negatives, int count, float scale) {
        double number = smoothing > 0 ? fold.sum(negatives, count) : 0;
        if (number == 0) {
            return differentiateSoftmax(scores, target, negatives, count, scale, scores[target], 1);
        }
        double due = (1 - smoothing) * scores[target] + smoothing * sum(scores, negatives, count) / number;
        double loss = differentiateSoftmax(scores, target, negatives, count, scale, due, 1 - smoothing);
        Vectors.addMultiple(scores, (float) (-scale * smoothing / number), negatives, count);
        return loss;
    }

    /**
     * @param due what the logarithm is reduced by
     * @param share of the target in it
     */
    private double differentiateSoftmax(
            float[] scores, int target, float[] negatives, int count, float scale, double due, float share) {
        negatives[target] = 1;
        double loss = softmax.inPlace(scores, negatives, count, scale) - due;
        negatives[target] = 0;
        scores[target] -= scale * share;
        return loss;
    }

    /** Of the scores, each as often as it is a negative. */
    private double sum(float[] scores, float[] negatives, int count) {
        System.arraycopy(scores, 0, products, 0, count);
        Vectors.multiply(products, negatives, count);
        return fold.sum(products, count);
    }

    @Override
    public LogQUse logQUse() {
        return LogQUse.NEGATIVES_SCORES;
    }
}
