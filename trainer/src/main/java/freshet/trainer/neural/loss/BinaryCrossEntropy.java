package freshet.trainer.neural.loss;

import freshet.trainer.linear.Vectors;

/**
 * Binary cross-entropy, the target against every negative on its own (the pointwise loss of Hidasi
 * et al. 2016, section 3.1.3):
 *
 * <pre>
 * L = −log σ(rᵢ) − Σⱼ log(1 − σ(rⱼ))     ∂L/∂rᵢ = σ(rᵢ) − 1     ∂L/∂rⱼ = σ(rⱼ)
 * </pre>
 *
 * With the whole logQ correction this is noise-contrastive estimation (Gutmann and Hyvärinen 2010;
 * Mnih and Teh 2012), whose scores tend to log-probabilities; without it they learn how much
 * likelier an item is as a target than as a negative.
 *
 * <p>The biases start at {@link LogQ#startAtPrior}. From zero biases the negatives, thousands to
 * one, push all items down alike at first, and Adagrad's rates have cooled before anything else is
 * learned: Recall@20 stays under 20 % where it reaches 62 %.
 *
 * <p>No logarithm of a σ that may have become 0: −log(1 − σ(x)) = max(x, 0) + log(1 + e^−|x|), and
 * the target's part is the same of −rᵢ. The factors 1 + e^−|x|, each at most 2, are multiplied in
 * stretches short enough for a double, which then takes one logarithm. A negative that is drawn n
 * times has n such terms. Holds scratch: for one thread.
 */
final class BinaryCrossEntropy implements SampledLoss {
    private static final int STRETCH = 512; // 2^512 is half-way up a double's exponents

    private final float[] x; // (N)
    private final float[] u; // (N): e^−|x|

    /** @param capacity most candidates */
    public BinaryCrossEntropy(int capacity) {
        this.x = new float[capacity];
        this.u = new float[capacity];
    }

    @Override
    public double differentiate(float[] scores, int target, float[] negatives, int count, float scale) {
        System.arraycopy(scores, 0, x, 0, count);
        x[target] = -x[target];
        for (int j = 0; j < count; j++) {
            u[j] = -Math.abs(x[j]);
        }
        Vectors.exponentials(u, count, 0f);
        for (int j = 0; j < count; j++) {
            scores[j] = scale * negatives[j] * (x[j] >= 0 ? 1f : u[j]) / (1f + u[j]);
        }
        scores[target] = -scale * (x[target] >= 0 ? 1f : u[target]) / (1f + u[target]);
        negatives[target] = 1;
        double loss = loss(negatives, count);
        negatives[target] = 0;
        return loss;
    }

    @Override
    public LogQUse logQUse() {
        return LogQUse.ALL_SCORES;
    }

    private double loss(float[] terms, int count) {
        double loss = 0;
        for (int from = 0; from < count; from += STRETCH) {
            double product = 1;
            for (int j = from; j < Math.min(count, from + STRETCH); j++) {
                loss += terms[j] * Math.max(x[j], 0f);
                if (terms[j] == 1) {
                    product *= 1 + u[j];
                } else {
                    loss += terms[j] * Math.log(1 + u[j]);
                }
            }
            loss += Math.log(product);
        }
        return loss;
    }
}
