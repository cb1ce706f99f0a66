package freshet.trainer.stamp;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.Sgemm;
import freshet.trainer.linear.Vectors;
import freshet.trainer.neural.attention.Scratch;
import freshet.trainer.neural.weights.DenseWeights;
import freshet.trainer.neural.weights.Parameter;
import java.util.List;

/**
 * One fully connected layer over a batch, tanh(x W + b), forward and backward. Buffers are
 * allocated once. Threads may work on different rows at once, each with a {@link Scratch} of its
 * own.
 */
final class Cell {
    private final int h;
    private final float[] biasValues; // b (h), read anew in every step
    private final DenseWeights weight; // W (h, h)
    private final DenseWeights bias;
    private final Matrix output; // (B, h)
    private final Matrix gradInner; // (B, h): of the argument of tanh

    Cell(Parameter weight, Parameter bias, int batchSize, MatrixMemory memory) {
        this.h = bias.columns();
        this.biasValues = bias.values();
        this.weight = new DenseWeights(weight, memory);
        this.bias = new DenseWeights(bias, memory);
        this.output = memory.matrix(batchSize, h);
        this.gradInner = memory.matrix(batchSize, h);
    }

    List<DenseWeights> dense() {
        return List.of(weight, bias);
    }

    /** Takes a part of the weights over as they are now. */
    void load(int part, int parts) {
        weight.load(part, parts);
    }

    /** What comes out (B, h). */
    Matrix output() {
        return output;
    }

    /** @param x (B, h), of which some rows are taken */
    void forward(Matrix x, int from, int to, Scratch scratch) {
        Sgemm.multiply(x.from(from, 0), weight.values(), output.from(from, 0), to - from, h, h);
        for (int slot = from; slot < to; slot++) {
            output.get(slot, 0, scratch.row, 0, h);
            Vectors.add(scratch.row, biasValues, h);
            Vectors.hyperbolicTangents(scratch.row, h);
            output.put(slot, 0, scratch.row, 0, h);
        }
    }

    /**
     * Takes the gradient of one row's output.
     *
     * @param gradOutput (h); overwritten
     * @param outputs what the row came out as (h)
     */
    void takeGradient(int slot, float[] gradOutput, float[] outputs) {
        for (int i = 0; i < h; i++) {
            gradOutput[i] *= 1 - outputs[i] * outputs[i];
        }
        gradInner.put(slot, 0, gradOutput, 0, h);
    }

    /**
     * After {@link #takeGradient} of the same rows.
     *
     * @param gradX has the gradient of the input added (B, h)
     */
    void addBackward(Matrix gradX, int from, int to) {
        Sgemm.addProductByTransposed(gradInner.from(from, 0), weight.values(), gradX.from(from, 0), to - from, h, h);
    }

    /**
     * After {@link #takeGradient} of the same rows.
     *
     * @param gradX receives the gradient of the input (B, h)
     */
    void backward(Matrix gradX, int from, int to) {
        Sgemm.multiplyByTransposed(gradInner.from(from, 0), weight.values(), gradX.from(from, 0), to - from, h, h);
    }

    /**
     * After the way back of the whole batch, some rows of the weights' gradient and columns of
     * the bias's.
     *
     * @param x as {@link #forward} got it
     * @param part of {@code parts}, from 0
     */
    void differentiateWeights(Matrix x, int batch, int part, int parts, Scratch scratch) {
        int from = h * part / parts;
        int to = h * (part + 1) / parts;
        Sgemm.multiplyTransposed(x.from(0, from), gradInner, weight.gradient().from(from, 0), to - from, batch, h);
        scratch.sumColumns(gradInner, batch, bias.gradient(), from, to);
    }
}
