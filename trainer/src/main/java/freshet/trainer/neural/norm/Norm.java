package freshet.trainer.neural.norm;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.Vectors;
import freshet.trainer.neural.attention.Scratch;
import freshet.trainer.neural.weights.DenseWeights;
import java.util.List;

/**
 * Layer normalisation (Ba et al. 2016) of rows, forward and backward: y = g ⊙ x̂ + b with x̂ = (x −
 * μ) / √(σ² + ε), μ and σ² the mean and the variance of a row. Buffers are allocated once. Threads
 * may work on different rows at once, each with a {@link Scratch} of its own.
 */
public final class Norm {
    /** ε. */
    public static final float EPSILON = 1e-5f;

    private final int d;
    private final float[] gainValues; // g (d), read anew in every step
    private final float[] biasValues; // b (d), read anew in every step
    private final DenseWeights gain;
    private final DenseWeights bias;
    private final Matrix normal; // x̂ (R, d)
    private final float[] scales; // (R): 1 / √(σ² + ε)
    private final Matrix output; // y (R, d)
    private final Matrix gradOutput; // (R, d)
    private final Matrix gradGain; // (R, d): of g, by row

    /** @param rows R */
    public Norm(NormWeights weights, int rows, MatrixMemory memory) {
        this.d = weights.gain().columns();
        this.gainValues = weights.gain().values();
        this.biasValues = weights.bias().values();
        this.gain = new DenseWeights(weights.gain(), memory);
        this.bias = new DenseWeights(weights.bias(), memory);
        this.normal = memory.matrix(rows, d);
        this.scales = new float[rows];
        this.output = memory.matrix(rows, d);
        this.gradOutput = memory.matrix(rows, d);
        this.gradGain = memory.matrix(rows, d);
    }

    /** g and b. */
    public List<DenseWeights> dense() {
        return List.of(gain, bias);
    }

    /** y (R, d). */
    public Matrix output() {
        return output;
    }

    /** The gradient of y (R, d), to be written before {@link #addBackward}. */
    public Matrix gradOutput() {
        return gradOutput;
    }

    /** @param x (R, d), of which some rows are taken */
    public void forward(Matrix x, int from, int to, Scratch scratch) {
        float[] row = scratch.row;
        for (int at = from; at < to; at++) {
            x.get(at, 0, row, 0, d);
            float mean = scratch.rowSum() / d;
            for (int i = 0; i < d; i++) {
                row[i] -= mean;
            }
            System.arraycopy(row, 0, scratch.other, 0, d);
            float variance = scratch.rowTimes(scratch.other) / d;
            scales[at] = (float) (1 / Math.sqrt(variance + EPSILON));
            Vectors.scale(scratch.other, scales[at], d);
            normal.put(at, 0, scratch.other, 0, d);
            Vectors.multiply(scratch.other, gainValues, d);
            Vectors.add(scratch.other, biasValues, d);
            output.put(at, 0, scratch.other, 0, d);
        }
    }

    /**
     * The way back: ∂x = (∂x̂ − mean(∂x̂) − x̂ mean(∂x̂ ⊙ x̂)) / √(σ² + ε) with ∂x̂ = g ⊙ ∂y.
     *
     * @param gradX has the gradient of x added (R, d)
     */
    public void addBackward(Matrix gradX, int from, int to, Scratch scratch) {
        float[] row = scratch.row;
        float[] grad = scratch.other;
        float[] normals = scratch.sum;
        for (int at = from; at < to; at++) {
            gradOutput.get(at, 0, grad, 0, d);
            normal.get(at, 0, normals, 0, d);
            System.arraycopy(grad, 0, row, 0, d);
            Vectors.multiply(row, normals, d);
            gradGain.put(at, 0, row, 0, d);
            Vectors.multiply(grad, gainValues, d);
            System.arraycopy(grad, 0, row, 0, d);
            float mean = scratch.rowSum() / d;
            float along = scratch.rowTimes(normals) / d;
            gradX.get(at, 0, row, 0, d);
            for (int i = 0; i < d; i++) {
                row[i] += scales[at] * (grad[i] - mean - normals[i] * along);
            }
            gradX.put(at, 0, row, 0, d);
        }
    }

    /**
     * After the way back of all rows, some columns of the gradients of g and b.
     *
     * @param rows of all windows together
     * @param part of {@code parts}, from 0
     */
    public void differentiateWeights(int rows, int part, int parts, Scratch scratch) {
        int from = d * part / parts;
        int to = d * (part + 1) / parts;
        scratch.sumColumns(gradGain, rows, gain.gradient(), from, to);
        scratch.sumColumns(gradOutput, rows, bias.gradient(), from, to);
    }
}
