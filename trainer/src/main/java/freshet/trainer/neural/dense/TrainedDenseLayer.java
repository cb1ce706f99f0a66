package freshet.trainer.neural.dense;

import freshet.model.encoder.dense.Activation;
import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.Sgemm;
import freshet.trainer.linear.Vectors;
import freshet.trainer.neural.weights.DenseWeights;
import freshet.trainer.neural.weights.Parameter;
import java.util.Arrays;
import java.util.List;

/**
 * One fully connected layer over a batch of B rows, act(x W + b), forward and backward. Buffers are
 * allocated once. Members of a team may work on different rows at once.
 */
public final class TrainedDenseLayer {
    private final int inputWidth; // d
    private final int width; // h
    private final Activation activation;
    private final float[] biasValues; // b (h), read anew in every step
    private final DenseWeights weight; // W (d, h)
    private final DenseWeights bias;
    private final Matrix output; // (B, h)
    private final Matrix gradOutput; // (B, h), then of what the activation takes
    private final float[][] rows; // (members, h)
    private final float[][] others; // (members, h)

    /**
     * @param weight W (d, h)
     * @param bias b (h)
     * @param batchSize B
     * @param members of the team
     */
    public TrainedDenseLayer(
            Parameter weight, Parameter bias, Activation activation, int batchSize, int members, MatrixMemory memory) {
        this.inputWidth = weight.rows();
        this.width = weight.columns();
        this.activation = activation;
        this.biasValues = bias.values();
        this.weight = new DenseWeights(weight, memory);
        this.bias = new DenseWeights(bias, memory);
        this.output = memory.matrix(batchSize, width);
        this.gradOutput = memory.matrix(batchSize, width);
        this.rows = new float[members][width];
        this.others = new float[members][width];
    }

    /** W and b. */
    public List<DenseWeights> dense() {
        return List.of(weight, bias);
    }

    /** d. */
    public int inputWidth() {
        return inputWidth;
    }

    /** h. */
    public int width() {
        return width;
    }

    /** Takes a part of the weights over as they are now. */
    public void load(int part, int parts) {
        weight.load(part, parts);
    }

    /** What comes out (B, h). */
    public Matrix output() {
        return output;
    }

    /** Of the output (B, h): to be written before {@link #backward}, which overwrites it. */
    public Matrix gradOutput() {
        return gradOutput;
    }

    /** @param x (B, d), of which some rows are taken */
    public void forward(int member, Matrix x, int from, int to) {
        Sgemm.multiply(x.from(from, 0), weight.values(), output.from(from, 0), to - from, inputWidth, width);
        float[] row = rows[member];
        for (int slot = from; slot < to; slot++) {
            output.get(slot, 0, row, 0, width);
            Vectors.add(row, biasValues, width);
            activate(row);
            output.put(slot, 0, row, 0, width);
        }
    }

    private void activate(float[] values) {
        switch (activation) {
            case SIGMOID -> Vectors.sigmoids(values, width);
            case TANH -> Vectors.hyperbolicTangents(values, width);
            case RELU -> {
                for (int i = 0; i < width; i++) {
                    values[i] = Math.max(values[i], 0f);
                }
            }
            case IDENTITY -> {
                // sums are the outputs
            }
        }
    }

    /**
     * Of the same rows, from the gradients of the output.
     *
     * @param gradX receives the gradient of the input (B, d)
     */
    public void backward(int member, Matrix gradX, int from, int to) {
        float[] grad = rows[member];
        float[] out = others[member];
        for (int slot = from; slot < to; slot++) {
            gradOutput.get(slot, 0, grad, 0, width);
            output.get(slot, 0, out, 0, width);
            multiplyBySlope(grad, out);
            gradOutput.put(slot, 0, grad, 0, width);
        }
        Sgemm.multiplyByTransposed(
                gradOutput.from(from, 0), weight.values(), gradX.from(from, 0), to - from, width, inputWidth);
    }

    private void multiplyBySlope(float[] grad, float[] out) {
        switch (activation) {
            case SIGMOID -> {
                for (int i = 0; i < width; i++) {
                    grad[i] *= out[i] * (1 - out[i]);
                }
            }
            case TANH -> {
                for (int i = 0; i < width; i++) {
                    grad[i] *= 1 - out[i] * out[i];
                }
            }
            case RELU -> {
                for (int i = 0; i < width; i++) {
                    grad[i] = out[i] > 0 ? grad[i] : 0;
                }
            }
            case IDENTITY -> {
                // the slope is 1
            }
        }
    }

    /**
     * After {@link #backward} of the whole batch, a member's rows of the weights' gradient and
     * columns of the bias's.
     *
     * @param x as {@link #forward} got it
     * @param batch its rows
     */
    public void differentiateWeights(int member, Matrix x, int batch) {
        int members = rows.length;
        int first = inputWidth * member / members;
        int end = inputWidth * (member + 1) / members;
        Sgemm.multiplyTransposed(
                x.from(0, first), gradOutput, weight.gradient().from(first, 0), end - first, batch, width);
        sumColumns(member, batch, width * member / members, width * (member + 1) / members);
    }

    private void sumColumns(int member, int batch, int from, int to) {
        float[] row = rows[member];
        float[] sum = others[member];
        Arrays.fill(sum, 0, to - from, 0f);
        for (int slot = 0; slot < batch; slot++) {
            gradOutput.get(slot, from, row, 0, to - from);
            Vectors.add(sum, row, to - from);
        }
        bias.gradient().put(0, from, sum, 0, to - from);
    }
}
