package freshet.trainer.neural.loss;

import freshet.model.math.FloatMath;
import freshet.trainer.linear.Fold;
import freshet.trainer.linear.Vectors;
import java.util.Arrays;

/**
 * BPR-max with score regularisation (Hidasi and Karatzoglou 2018): with rᵢ the target's score, rⱼ
 * the negatives' and sⱼ the softmax over the negatives alone,
 *
 * <pre>
 * L = −log Σⱼ sⱼ σ(rᵢ − rⱼ) + λ Σⱼ sⱼ rⱼ²
 * ∂L/∂rₖ = sₖ − wₖ σ(rᵢ − rₖ) + λ sₖ (rₖ² + 2 rₖ − Σⱼ sⱼ rⱼ²)
 * wₖ     = sₖ σ(rᵢ − rₖ) / Σⱼ sⱼ σ(rᵢ − rⱼ)
 * ∂L/∂rᵢ = −Σⱼ wⱼ (1 − σ(rᵢ − rⱼ))
 * </pre>
 *
 * r is the final activation of the network's output o, ELU(o) = o if o > 0, else α (e^o − 1)
 * (Clevert, Unterthiner, Hochreiter 2016), or o itself for α = 0. It rises with o, so that it
 * changes no ranking and serving does without it.
 *
 * <p>With logQ a negative counts 1/Q times (see {@link LogQUse}), so that sums with sⱼ estimate
 * those over all items but the target. This is no part of the paper's loss: for that, train with
 * logq 0.
 *
 * <p>No logarithm of a σ that may have become 0: with m = max rⱼ and t = min(m, rᵢ), e^rⱼ σ(rᵢ −
 * rⱼ) = e^t vⱼ where vⱼ = uⱼ / (c + e uⱼ), uⱼ = e^(rⱼ − m), c = e^(t − m), e = e^(t − rᵢ); Σ vⱼ is
 * at least 1/2. And σ(rᵢ − rⱼ) = c / (c + e uⱼ). One exponential per candidate.
 *
 * <p>A negative drawn n times weighs n in all sums and has n times the gradient. A session without
 * any negative has loss 0. Holds scratch: for one thread.
 */
final class BprMax implements SampledLoss {
    private static final float LOWEST = -80f; // as deep as the exponentials of the candidates go

    private final float regularisation; // λ
    private final float elu; // α
    private final float[] r; // (N); 0 for the target while sums are taken
    private final float[] u; // (N)
    private final float[] v; // (N)
    private final float[] pull; // (N): wⱼ (1 − σ(rᵢ − rⱼ))
    private final float[] squares; // (N)
    private final Fold fold;

    /**
     * @param regularisation λ, at least 0
     * @param elu α of the final activation, 0 for none
     * @param capacity most candidates
     */
    public BprMax(float regularisation, float elu, int capacity) {
        this.regularisation = regularisation;
        this.elu = elu;
        this.r = new float[capacity];
        this.u = new float[capacity];
        this.v = new float[capacity];
        this.pull = new float[capacity];
        this.squares = new float[capacity];
        this.fold = new Fold(capacity);
    }

    @Override
    public double differentiate(float[] scores, int target, float[] negatives, int count, float scale) {
        System.arraycopy(scores, 0, r, 0, count);
        activate(count);
        float won = r[target];
        r[target] = Float.NEGATIVE_INFINITY;
        float max = fold.max(r, count);
        r[target] = 0;
        if (max == Float.NEGATIVE_INFINITY) {
            Arrays.fill(scores, 0, count, 0f);
            return 0;
        }
        double loss = differentiate(won, max, target, negatives, count, scores, scale);
        deactivate(won, target, count, scores);
        return loss;
    }

    @Override
    public LogQUse logQUse() {
        return LogQUse.NEGATIVES_WEIGHTS;
    }

    private void activate(int count) {
        if (elu > 0) {
            for (int j = 0; j < count; j++) {
                r[j] = r[j] > 0 ? r[j] : elu * (FloatMath.exp(r[j]) - 1);
            }
        }
    }

    private double differentiate(
            float won, float max, int target, float[] negatives, int count, float[] gradient, float scale) {
        float least = Math.min(max, won);
        float c = FloatMath.exp(Math.max(least - max, LOWEST));
        float e = FloatMath.exp(Math.max(least - won, LOWEST));
        System.arraycopy(r, 0, u, 0, count);
        u[target] = max;
        Vectors.exponentials(u, count, max);
        for (int j = 0; j < count; j++) {
            v[j] = negatives[j] * u[j] / (c + e * u[j]);
        }
        double sumV = fold.sum(v, count);
        float perV = (float) (1 / sumV);
        for (int j = 0; j < count; j++) {
            pull[j] = v[j] * perV * e * u[j] / (c + e * u[j]);
        }
        double sumPull = fold.sum(pull, count);
        Vectors.multiply(u, negatives, count);
        double sumU = fold.sum(u, count);
        double meanSquare = regularisation > 0 ? meanSquare(sumU, count) : 0;

        float perU = (float) (1 / sumU);
        float square = (float) meanSquare;
        for (int j = 0; j < count; j++) {
            float s = u[j] * perU;
            float w = v[j] * perV;
            gradient[j] = scale * (s - w + pull[j] + regularisation * s * (r[j] * (r[j] + 2) - square));
        }
        gradient[target] = (float) (-scale * sumPull);
        return Math.log(sumU) + max - Math.log(sumV) - least + regularisation * meanSquare;
    }

    /** Σⱼ sⱼ rⱼ². */
    private double meanSquare(double sumU, int count) {
        for (int j = 0; j < count; j++) {
            squares[j] = u[j] * r[j] * r[j];
        }
        return fold.sum(squares, count) / sumU;
    }

    /** From the gradient of r to that of o: times 1 where o > 0, else α e^o = r + α. */
    private void deactivate(float won, int target, int count, float[] gradient) {
        if (elu > 0) {
            r[target] = won;
            for (int j = 0; j < count; j++) {
                gradient[j] *= r[j] > 0 ? 1 : r[j] + elu;
            }
        }
    }
}
