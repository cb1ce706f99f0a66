package freshet.trainer.gru4rec;

import freshet.model.math.FloatMath;
import freshet.trainer.linear.Vectors;
import java.util.Arrays;

/**
 * BPR-max with score regularisation (Hidasi and Karatzoglou 2018): with rᵢ the target's score, rⱼ the negatives'
 * and sⱼ the softmax over the negatives alone,
 *
 * <pre>
 * L = −log Σⱼ sⱼ σ(rᵢ − rⱼ) + λ Σⱼ sⱼ rⱼ²
 * ∂L/∂rₖ = sₖ − wₖ σ(rᵢ − rₖ) + λ sₖ (rₖ² + 2 rₖ − Σⱼ sⱼ rⱼ²)     wₖ = sₖ σ(rᵢ − rₖ) / Σⱼ sⱼ σ(rᵢ − rⱼ)
 * ∂L/∂rᵢ = −Σⱼ wⱼ (1 − σ(rᵢ − rⱼ))
 * </pre>
 *
 * r is the final activation of the network's output o, ELU(o) = o if o > 0, else α (e^o − 1) (Clevert, Unterthiner, Hochreiter 2016), or o itself for
 * α = 0. It rises with o, so that it changes no ranking and serving does without it.
 *
 * <p>No logarithm of a σ that may have become 0: with m = max rⱼ and t = min(m, rᵢ), e^rⱼ σ(rᵢ − rⱼ) = e^t vⱼ where vⱼ = uⱼ / (c + e uⱼ),
 * uⱼ = e^(rⱼ − m), c = e^(t − m), e = e^(t − rᵢ); Σ vⱼ is at least 1/2. And σ(rᵢ − rⱼ) = c / (c + e uⱼ). One exponential per candidate.
 *
 * <p>{@link AccidentalHits} are no negatives; a session without any negative has loss 0. Holds scratch: for one thread.
 */
final class BprMax implements SampledLoss {
    private static final float LOWEST = -80f; // as deep as the exponentials of the candidates go

    private final float regularisation; // λ
    private final float elu; // α
    private final float[] r; // (N): of one session, negatives alone
    private final float[] u; // (N)
    private final float[] v; // (N)
    private final float[] pull; // (N): wⱼ (1 − σ(rᵢ − rⱼ))

    /**
     * @param regularisation λ, at least 0
     * @param elu α of the final activation, 0 for none
     * @param capacity most candidates in one step
     */
    public BprMax(float regularisation, float elu, int capacity) {
        this.regularisation = regularisation;
        this.elu = elu;
        this.r = new float[capacity];
        this.u = new float[capacity];
        this.v = new float[capacity];
        this.pull = new float[capacity];
    }

    @Override
    public double differentiate(float[] scores, int sessions, int[] candidates, int count) {
        double loss = 0;
        for (int session = 0; session < sessions; session++) {
            System.arraycopy(scores, session * count, r, 0, count);
            activate(count);
            float target = r[session];
            AccidentalHits.mask(r, 0, session, candidates, count);
            r[session] = Float.NEGATIVE_INFINITY;
            loss += differentiate(target, session, count, scores, 1f / sessions);
        }
        return loss / sessions;
    }

    private void activate(int count) {
        if (elu > 0) {
            for (int j = 0; j < count; j++) {
                r[j] = r[j] > 0 ? r[j] : elu * (FloatMath.exp(r[j]) - 1);
            }
        }
    }

    private double differentiate(float target, int session, int count, float[] gradient, float scale) {
        int from = session * count;
        float max = Vectors.max(r, 0, count);
        if (max == Float.NEGATIVE_INFINITY) {
            Arrays.fill(gradient, from, from + count, 0f);
            return 0;
        }
        float least = Math.min(max, target);
        float c = FloatMath.exp(Math.max(least - max, LOWEST));
        float e = FloatMath.exp(Math.max(least - target, LOWEST));
        weigh(max, c, e, count);
        double sumU = Vectors.sum(u, 0, count);
        double sumV = Vectors.sum(v, 0, count);
        double meanSquare = regularisation > 0 ? meanSquare(sumU, count) : 0;

        float perU = (float) (1 / sumU);
        float perV = (float) (1 / sumV);
        float square = (float) meanSquare;
        for (int j = 0; j < count; j++) {
            float s = u[j] * perU;
            float w = v[j] * perV;
            pull[j] = w * e * v[j];
            gradient[from + j] = scale * (s - w + pull[j] + regularisation * s * (r[j] * (r[j] + 2) - square));
        }
        gradient[from + session] = (float) (-scale * Vectors.sum(pull, 0, count));
        deactivate(target, session, count, gradient);
        return Math.log(sumU) + max - Math.log(sumV) - least + regularisation * meanSquare;
    }

    /** Fills u and v; what is no negative weighs exactly 0, and its r becomes 0. */
    private void weigh(float max, float c, float e, int count) {
        System.arraycopy(r, 0, u, 0, count);
        Vectors.exponentials(u, 0, count, max);
        for (int j = 0; j < count; j++) {
            boolean none = r[j] == Float.NEGATIVE_INFINITY;
            u[j] = none ? 0f : u[j];
            r[j] = none ? 0f : r[j];
        }
        for (int j = 0; j < count; j++) {
            v[j] = u[j] / (c + e * u[j]);
        }
    }

    /** Σⱼ sⱼ rⱼ². */
    private double meanSquare(double sumU, int count) {
        for (int j = 0; j < count; j++) {
            pull[j] = u[j] * r[j] * r[j];
        }
        return Vectors.sum(pull, 0, count) / sumU;
    }

    /** From the gradient of r to that of o: times 1 where o > 0, else α e^o = r + α. */
    private void deactivate(float target, int session, int count, float[] gradient) {
        if (elu > 0) {
            r[session] = target;
            for (int j = 0; j < count; j++) {
                gradient[session * count + j] *= r[j] > 0 ? 1 : r[j] + elu;
            }
        }
    }
}
