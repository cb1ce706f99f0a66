package freshet.trainer.neural.attention;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.Sgemm;
import freshet.trainer.linear.Vectors;
import freshet.trainer.neural.Windows;
import freshet.trainer.neural.weights.DenseWeights;
import freshet.trainer.neural.weights.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Attention over the windows of a batch, forward and backward. A window with the rows x_1 … x_t and
 * contexts y, z, … of its own gives the sum of its rows, each weighted (additive attention without
 * a softmax, as NARM and STAMP have it: Li et al. 2017, equations 7 and 8; Liu et al. 2018,
 * equations 7 and 8):
 *
 * <pre>
 * α_i = w · σ(x_i A + y C_1 + z C_2 + … + b)
 * m = Σ_i α_i x_i
 * </pre>
 *
 * Buffers are allocated once. Threads may work on different windows at once, each with a
 * {@link Scratch} of its own.
 */
public final class TrainedAttention {
    private final int h;
    private final float[] biasValues; // b (h), read anew in every step
    private final float[] weightValues; // w (h), read anew in every step
    private final DenseWeights item; // A (h, h)
    private final List<DenseWeights> context; // C (h, h), of each context
    private final Optional<DenseWeights> bias; // b (h); zero where there is none
    private final DenseWeights weight; // w (h)
    private final Matrix contextSums; // (B, h): y C_1 + z C_2 + …
    private final Matrix gates; // (R, h): what w is multiplied with
    private final Matrix alphas; // (R, 1)
    private final Matrix sums; // m (B, h)
    private final Matrix gradSums; // (B, h)
    private final Matrix gradInner; // (R, h): of the argument of σ
    private final Matrix gradContexts; // (B, h): its sums over the windows
    private final Matrix gradWeights; // (B, h): of w, by window

    /**
     * Attention with zero gradients; {@link #load} brings its weights in.
     *
     * @param item A (h, h)
     * @param context C (h, h) of each context, at least one
     * @param bias b (h), if there is one
     * @param weight w (h)
     * @param batchSize B, most windows
     * @param rows R, most rows of all windows together
     * @param memory from which the buffers come, which live as long as it
     */
    public TrainedAttention(
            Parameter item,
            List<Parameter> context,
            Optional<Parameter> bias,
            Parameter weight,
            int batchSize,
            int rows,
            MatrixMemory memory) {
        this.h = weight.columns();
        this.biasValues = bias.map(Parameter::values).orElseGet(() -> new float[h]);
        this.weightValues = weight.values();
        this.item = new DenseWeights(item, memory);
        this.context =
                context.stream().map(each -> new DenseWeights(each, memory)).toList();
        this.bias = bias.map(each -> new DenseWeights(each, memory));
        this.weight = new DenseWeights(weight, memory);
        this.contextSums = memory.matrix(batchSize, h);
        this.gates = memory.matrix(rows, h);
        this.alphas = memory.matrix(rows, 1);
        this.sums = memory.matrix(batchSize, h);
        this.gradSums = memory.matrix(batchSize, h);
        this.gradInner = memory.matrix(rows, h);
        this.gradContexts = memory.matrix(batchSize, h);
        this.gradWeights = memory.matrix(batchSize, h);
    }

    /** All weights with their gradients. */
    public List<DenseWeights> dense() {
        List<DenseWeights> all = new ArrayList<>(context);
        all.addAll(List.of(item, weight));
        bias.ifPresent(all::add);
        return List.copyOf(all);
    }

    /**
     * Takes the weights over for the products, of each matrix the rows from one part of
     * {@code parts} to the next.
     */
    public void load(int part, int parts) {
        item.load(part, parts);
        weight.load(part, parts);
        context.forEach(each -> each.load(part, parts));
    }

    /** m (B, h). */
    public Matrix sums() {
        return sums;
    }

    /** The gradient of m (B, h), to be written before {@link #backward}. */
    public Matrix gradSums() {
        return gradSums;
    }

    /**
     * Of some windows.
     *
     * @param inputs x (R, h)
     * @param contexts y, z, … (B, h)
     * @param from the first window
     * @param to after the last one
     */
    public void forward(Windows windows, Matrix inputs, List<Matrix> contexts, int from, int to, Scratch scratch) {
        int first = windows.from(from);
        int rows = windows.from(to) - first;
        Matrix leading = contexts.get(0).from(from, 0);
        Sgemm.multiply(leading, context.get(0).values(), contextSums.from(from, 0), to - from, h, h);
        for (int c = 1; c < context.size(); c++) {
            Matrix more = contexts.get(c).from(from, 0);
            Sgemm.addProduct(more, context.get(c).values(), contextSums.from(from, 0), to - from, h, h);
        }
        Sgemm.multiply(inputs.from(first, 0), item.values(), gates.from(first, 0), rows, h, h);
        for (int window = from; window < to; window++) {
            contextSums.get(window, 0, scratch.sum, 0, h);
            Vectors.add(scratch.sum, biasValues, h);
            for (int row = windows.from(window); row < windows.to(window); row++) {
                gates.get(row, 0, scratch.row, 0, h);
                Vectors.add(scratch.row, scratch.sum, h);
                Vectors.sigmoids(scratch.row, h);
                gates.put(row, 0, scratch.row, 0, h);
            }
        }
        Sgemm.multiplyByTransposed(gates.from(first, 0), weight.values(), alphas.from(first, 0), rows, h, 1);
        for (int window = from; window < to; window++) {
            Arrays.fill(scratch.sum, 0f);
            for (int row = windows.from(window); row < windows.to(window); row++) {
                inputs.get(row, 0, scratch.row, 0, h);
                Vectors.addMultiple(scratch.sum, alpha(row, scratch), scratch.row, h);
            }
            sums.put(window, 0, scratch.sum, 0, h);
        }
    }

    private float alpha(int row, Scratch scratch) {
        alphas.get(row, 0, scratch.other, 0, 1);
        return scratch.other[0];
    }

    /**
     * Of the same windows, from the gradients of m.
     *
     * @param inputs x, as {@link #forward} got it
     * @param gradInputs receives the gradient of x (R, h)
     * @param gradOfContexts each receives that of a context (B, h)
     */
    public void backward(
            Windows windows,
            Matrix inputs,
            Matrix gradInputs,
            List<Matrix> gradOfContexts,
            int from,
            int to,
            Scratch scratch) {
        for (int window = from; window < to; window++) {
            Arrays.fill(scratch.sum, 0f);
            Arrays.fill(scratch.second, 0f);
            for (int row = windows.from(window); row < windows.to(window); row++) {
                differentiateRow(window, row, inputs, gradInputs, scratch);
            }
            gradContexts.put(window, 0, scratch.sum, 0, h);
            gradWeights.put(window, 0, scratch.second, 0, h);
        }
        int first = windows.from(from);
        int rows = windows.from(to) - first;
        Sgemm.addProductByTransposed(gradInner.from(first, 0), item.values(), gradInputs.from(first, 0), rows, h, h);
        for (int c = 0; c < context.size(); c++) {
            Matrix into = gradOfContexts.get(c).from(from, 0);
            Sgemm.multiplyByTransposed(
                    gradContexts.from(from, 0), context.get(c).values(), into, to - from, h, h);
        }
    }

    /** Adds to {@code sum} what σ's argument gets, and to {@code second} what w gets. */
    private void differentiateRow(int window, int row, Matrix inputs, Matrix gradInputs, Scratch scratch) {
        float[] values = scratch.row;
        float[] other = scratch.other;
        float alpha = alpha(row, scratch);
        gradSums.get(window, 0, other, 0, h);
        inputs.get(row, 0, values, 0, h);
        float gradAlpha = scratch.rowTimes(other);
        Vectors.scale(other, alpha, h);
        gradInputs.put(row, 0, other, 0, h);
        gates.get(row, 0, values, 0, h);
        Vectors.addMultiple(scratch.second, gradAlpha, values, h);
        for (int i = 0; i < h; i++) {
            other[i] = gradAlpha * weightValues[i] * values[i] * (1 - values[i]);
        }
        gradInner.put(row, 0, other, 0, h);
        Vectors.add(scratch.sum, other, h);
    }

    /**
     * After {@link #backward} of all windows, some rows of the matrices' gradients and columns of
     * the vectors'.
     *
     * @param part of {@code parts}, from 0
     */
    public void differentiateWeights(
            Windows windows, Matrix inputs, List<Matrix> contexts, int part, int parts, Scratch scratch) {
        int batch = windows.size();
        int from = h * part / parts;
        int to = h * (part + 1) / parts;
        product(inputs, gradInner, item, from, to, windows.rows());
        for (int c = 0; c < context.size(); c++) {
            product(contexts.get(c), gradContexts, context.get(c), from, to, batch);
        }
        bias.ifPresent(vector -> scratch.sumColumns(gradContexts, batch, vector.gradient(), from, to));
        scratch.sumColumns(gradWeights, batch, weight.gradient(), from, to);
    }

    private void product(Matrix x, Matrix grad, DenseWeights matrix, int from, int to, int rows) {
        Sgemm.multiplyTransposed(x.from(0, from), grad, matrix.gradient().from(from, 0), to - from, rows, h);
    }
}
