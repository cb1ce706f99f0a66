package freshet.trainer.sasrec;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.Sgemm;
import freshet.trainer.linear.Vectors;
import freshet.trainer.neural.attention.Scratch;
import freshet.trainer.neural.weights.DenseWeights;
import java.util.List;

/**
 * Two fully connected layers on each row (Kang and McAuley 2018, equation 4), forward and backward:
 * F = max(0, x W_1 + b_1) W_2 + b_2. Buffers are allocated once. Threads may work on different rows
 * at once, each with a {@link Scratch} of its own.
 */
final class FeedForward {
    private final int d;
    private final float[] innerBiasValues; // b_1 (d), read anew in every step
    private final float[] outerBiasValues; // b_2 (d), read anew in every step
    private final DenseWeights inner; // W_1 (d, d)
    private final DenseWeights innerBias;
    private final DenseWeights outer; // W_2 (d, d)
    private final DenseWeights outerBias;
    private final Matrix hidden; // max(0, …) (R, d)
    private final Matrix output; // F (R, d)
    private final Matrix gradHidden; // (R, d): of the argument of max
    private final Matrix gradOutput; // (R, d)

    FeedForward(BlockWeights weights, int rows, MatrixMemory memory) {
        this.d = weights.inner().columns();
        this.innerBiasValues = weights.innerBias().values();
        this.outerBiasValues = weights.outerBias().values();
        this.inner = new DenseWeights(weights.inner(), memory);
        this.innerBias = new DenseWeights(weights.innerBias(), memory);
        this.outer = new DenseWeights(weights.outer(), memory);
        this.outerBias = new DenseWeights(weights.outerBias(), memory);
        this.hidden = memory.matrix(rows, d);
        this.output = memory.matrix(rows, d);
        this.gradHidden = memory.matrix(rows, d);
        this.gradOutput = memory.matrix(rows, d);
    }

    List<DenseWeights> dense() {
        return List.of(inner, innerBias, outer, outerBias);
    }

    void load(int part, int parts) {
        inner.load(part, parts);
        outer.load(part, parts);
    }

    /** F (R, d). */
    Matrix output() {
        return output;
    }

    /** The gradient of F (R, d), to be written before {@link #backward}. */
    Matrix gradOutput() {
        return gradOutput;
    }

    /** @param x (R, d), of which some rows are taken */
    void forward(Matrix x, int from, int to, Scratch scratch) {
        Sgemm.multiply(x.from(from, 0), inner.values(), hidden.from(from, 0), to - from, d, d);
        float[] row = scratch.row;
        for (int at = from; at < to; at++) {
            hidden.get(at, 0, row, 0, d);
            Vectors.add(row, innerBiasValues, d);
            for (int i = 0; i < d; i++) {
                row[i] = Math.max(0f, row[i]);
            }
            hidden.put(at, 0, row, 0, d);
        }
        Sgemm.multiply(hidden.from(from, 0), outer.values(), output.from(from, 0), to - from, d, d);
        for (int at = from; at < to; at++) {
            output.get(at, 0, row, 0, d);
            Vectors.add(row, outerBiasValues, d);
            output.put(at, 0, row, 0, d);
        }
    }

    /** @param gradX receives the gradient of x (R, d) */
    void backward(Matrix gradX, int from, int to, Scratch scratch) {
        Sgemm.multiplyByTransposed(gradOutput.from(from, 0), outer.values(), gradHidden.from(from, 0), to - from, d, d);
        for (int at = from; at < to; at++) {
            gradHidden.get(at, 0, scratch.row, 0, d);
            hidden.get(at, 0, scratch.other, 0, d);
            for (int i = 0; i < d; i++) {
                scratch.row[i] = scratch.other[i] > 0 ? scratch.row[i] : 0f;
            }
            gradHidden.put(at, 0, scratch.row, 0, d);
        }
        Sgemm.multiplyByTransposed(gradHidden.from(from, 0), inner.values(), gradX.from(from, 0), to - from, d, d);
    }

    /**
     * After {@link #backward} of all rows, some rows of the matrices' gradients and columns of the
     * biases'.
     *
     * @param x as {@link #forward} got it
     * @param rows of all windows together
     * @param part of {@code parts}, from 0
     */
    void differentiateWeights(Matrix x, int rows, int part, int parts, Scratch scratch) {
        int from = d * part / parts;
        int to = d * (part + 1) / parts;
        Sgemm.multiplyTransposed(x.from(0, from), gradHidden, inner.gradient().from(from, 0), to - from, rows, d);
        Sgemm.multiplyTransposed(
                hidden.from(0, from), gradOutput, outer.gradient().from(from, 0), to - from, rows, d);
        scratch.sumColumns(gradHidden, rows, innerBias.gradient(), from, to);
        scratch.sumColumns(gradOutput, rows, outerBias.gradient(), from, to);
    }
}
