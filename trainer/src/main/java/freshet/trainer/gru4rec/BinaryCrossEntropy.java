package freshet.trainer.gru4rec;

import freshet.trainer.linear.Vectors;

/**
 * Binary cross-entropy, the target against every negative on its own (the pointwise loss of Hidasi et al. 2016, section 3.1.3):
 *
 * <pre>
 * L = −log σ(rᵢ) − Σⱼ log(1 − σ(rⱼ))     ∂L/∂rᵢ = σ(rᵢ) − 1     ∂L/∂rⱼ = σ(rⱼ)
 * </pre>
 *
 * With the whole logQ correction this is noise-contrastive estimation (Gutmann and Hyvärinen 2010; Mnih and Teh 2012), whose scores
 * tend to log-probabilities; without it they learn how much likelier an item is as a target than as a negative.
 *
 * <p>The biases start at {@link LogQ#startAtPrior}. From zero biases the negatives, thousands to one, push all items down alike at first, and
 * Adagrad's rates have cooled before anything else is learned: Recall@20 stays under 20 % where it reaches 62 %.
 *
 * <p>No logarithm of a σ that may have become 0: −log(1 − σ(x)) = max(x, 0) + log(1 + e^−|x|), and the target's part is the same of
 * −rᵢ. The factors 1 + e^−|x|, each at most 2, are multiplied in stretches short enough for a double, which then takes one
 * logarithm. {@link AccidentalHits} are no negatives. Holds scratch: for one thread.
 */
final class BinaryCrossEntropy implements SampledLoss {
    private static final int STRETCH = 512; // 2^512 is half-way up a double's exponents

    private final float[] x; // (N): of one session
    private final float[] u; // (N): e^−|x|

    /** @param capacity most candidates in one step */
    public BinaryCrossEntropy(int capacity) {
        this.x = new float[capacity];
        this.u = new float[capacity];
    }

    @Override
    public double differentiate(float[] scores, int sessions, int[] candidates, int count) {
        double loss = 0;
        float scale = 1f / sessions;
        for (int session = 0; session < sessions; session++) {
            int from = session * count;
            System.arraycopy(scores, from, x, 0, count);
            AccidentalHits.mask(x, 0, session, candidates, count);
            x[session] = -x[session];
            for (int j = 0; j < count; j++) {
                u[j] = -Math.abs(x[j]);
            }
            Vectors.exponentials(u, 0, count, 0f);
            loss += loss(count);
            for (int j = 0; j < count; j++) {
                scores[from + j] = scale * (x[j] >= 0 ? 1f : u[j]) / (1f + u[j]);
            }
            scores[from + session] = -scores[from + session];
        }
        return loss / sessions;
    }

    private double loss(int count) {
        double loss = 0;
        for (int from = 0; from < count; from += STRETCH) {
            double product = 1;
            for (int j = from; j < Math.min(count, from + STRETCH); j++) {
                loss += Math.max(x[j], 0f);
                product *= 1 + u[j];
            }
            loss += Math.log(product);
        }
        return loss;
    }
}
