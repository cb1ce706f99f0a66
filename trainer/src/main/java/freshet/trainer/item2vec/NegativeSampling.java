package freshet.trainer.item2vec;

import freshet.trainer.neural.TrainingState;
import freshet.trainer.neural.loss.NegativeSampler;
import freshet.trainer.neural.weights.Adagrad;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Learns from one prediction at a time (Mikolov et al. 2013, formula 4; Barkan and Koenigstein
 * 2016, formula 4). With the mean q (h) of the input vectors, the target's output vector v_t (h)
 * and those of k negatives, drawn from P_n by support to a power,
 *
 * <pre>
 *   loss = −log σ(v_t · q) − Σ_n log σ(−v_n · q)
 *   e_j  = σ(v_j · q) − [j is the target]
 *   ∂ loss / ∂ v_j = e_j q,   ∂ loss / ∂ q = Σ_j e_j v_j
 * </pre>
 *
 * <p>A negative that is the target is left out. Every row takes a step of Adagrad. For one thread.
 */
final class NegativeSampling {
    private static final int TARGET = 0; // place of the target among the candidates

    private final NegativeSampler sampler;
    private final SplittableRandom random;
    private final int width;
    private final float rate;
    private final float[] input; // u (V, h)
    private final float[] output; // v (V, h)
    private final float[] inputSquares; // (V, h)
    private final float[] outputSquares; // (V, h)
    private final int[] negatives; // (k)
    private final float[] errors; // e of the target, then of the negatives (1 + k)
    private final float[] query; // q (h)
    private final float[] gradQuery; // (h)
    private final float[] gradient; // of a row (h)
    private final float[] row; // (h)
    private final float[] squares; // (h)

    NegativeSampling(TrainingState state, Item2Vec settings, NegativeSampler sampler, SplittableRandom random) {
        this.sampler = sampler;
        this.random = random;
        this.width = settings.width();
        this.rate = settings.learningRate();
        this.input = state.weights().get(Item2VecLearner.INPUT).values();
        this.output = state.weights().embedding();
        this.inputSquares = state.squares().get(Item2VecLearner.INPUT).values();
        this.outputSquares = state.squares().embedding();
        this.negatives = new int[settings.negatives()];
        this.errors = new float[1 + settings.negatives()];
        this.query = new float[width];
        this.gradQuery = new float[width];
        this.gradient = new float[width];
        this.row = new float[width];
        this.squares = new float[width];
    }

    /** Learns from one prediction and gives its loss. */
    double learn(Contexts prediction) {
        sampler.draw(random, negatives);
        double loss = differentiate(prediction);
        for (int j = 0; j < errors.length; j++) {
            if (errors[j] != 0) {
                scaled(query, errors[j]);
                step(output, outputSquares, candidate(j, prediction.target()));
            }
        }
        scaled(gradQuery, 1f / prediction.inputCount());
        for (int i = 0; i < prediction.inputCount(); i++) {
            step(input, inputSquares, prediction.inputs()[i]);
        }
        return loss;
    }

    /** Fills q, e and the gradient of q, and gives the loss. */
    double differentiate(Contexts prediction) {
        Arrays.fill(query, 0f);
        for (int i = 0; i < prediction.inputCount(); i++) {
            addMultiple(query, 1f / prediction.inputCount(), input, prediction.inputs()[i]);
        }
        Arrays.fill(gradQuery, 0f);
        double loss = 0;
        for (int j = 0; j < errors.length; j++) {
            int item = candidate(j, prediction.target());
            if (j != TARGET && item == prediction.target()) {
                errors[j] = 0;
                continue;
            }
            double score = dot(item);
            double sign = j == TARGET ? 1 : -1;
            double missing = 1 / (1 + Math.exp(sign * score)); // 1 − σ(sign · score)
            errors[j] = (float) (-sign * missing);
            loss -= Math.log1p(-Math.min(missing, 1 - 1e-12));
            addMultiple(gradQuery, errors[j], output, item);
        }
        return loss;
    }

    private int candidate(int j, int target) {
        return j == TARGET ? target : negatives[j - 1];
    }

    /** Four sums, as the JIT compiler does not change the order of one. */
    private float dot(int item) {
        int from = item * width;
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 3 < width; i += 4) {
            a += query[i] * output[from + i];
            b += query[i + 1] * output[from + i + 1];
            c += query[i + 2] * output[from + i + 2];
            d += query[i + 3] * output[from + i + 3];
        }
        for (; i < width; i++) {
            a += query[i] * output[from + i];
        }
        return a + b + (c + d);
    }

    private void addMultiple(float[] sum, float factor, float[] table, int item) {
        System.arraycopy(table, item * width, row, 0, width);
        for (int i = 0; i < width; i++) {
            sum[i] += factor * row[i];
        }
    }

    private void scaled(float[] values, float factor) {
        for (int i = 0; i < width; i++) {
            gradient[i] = factor * values[i];
        }
    }

    private void step(float[] table, float[] tableSquares, int item) {
        System.arraycopy(table, item * width, row, 0, width);
        System.arraycopy(tableSquares, item * width, squares, 0, width);
        Adagrad.update(row, squares, gradient, rate, width);
        System.arraycopy(row, 0, table, item * width, width);
        System.arraycopy(squares, 0, tableSquares, item * width, width);
    }

    /** The negatives as last drawn (k). */
    int[] negatives() {
        return negatives;
    }

    /** e of the target, then of the negatives (1 + k). */
    float[] errors() {
        return errors;
    }

    /** q (h). */
    float[] query() {
        return query;
    }

    /** Gradient of q (h). */
    float[] gradQuery() {
        return gradQuery;
    }
}
