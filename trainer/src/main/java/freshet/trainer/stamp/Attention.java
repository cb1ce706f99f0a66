package freshet.trainer.stamp;

import freshet.trainer.linear.NativeMatrix;
import freshet.trainer.linear.NativeMemory;
import freshet.trainer.linear.Sgemm;
import freshet.trainer.linear.Vectors;
import freshet.trainer.neural.Windows;
import freshet.trainer.neural.weights.DenseWeights;
import java.util.Arrays;
import java.util.List;

/**
 * STAMP's attention over the windows of a batch, forward and backward (Liu et al. 2018, equations 7
 * and 8):
 *
 * <pre>
 * α_i = w_0 · σ(x_i W_1 + x_t W_2 + m_s W_3 + b_a)
 * m_a = Σ_i α_i x_i
 * </pre>
 *
 * Buffers are allocated once. Threads may work on different windows at once, each with a
 * {@link Scratch} of its own.
 */
final class Attention {
    private final int h;
    private final float[] biasValues; // b_a (h), read anew in every step
    private final float[] weightValues; // w_0 (h), read anew in every step
    private final DenseWeights item; // W_1 (h, h)
    private final DenseWeights last; // W_2 (h, h)
    private final DenseWeights mean; // W_3 (h, h)
    private final DenseWeights bias;
    private final DenseWeights weight;
    private final NativeMatrix contexts; // (B, h): x_t W_2 + m_s W_3
    private final NativeMatrix gates; // (R, h): what w_0 is multiplied with
    private final NativeMatrix alphas; // (R, 1)
    private final NativeMatrix memories; // m_a (B, h)
    private final NativeMatrix gradMemories; // (B, h)
    private final NativeMatrix gradInner; // (R, h): of the argument of σ
    private final NativeMatrix gradContexts; // (B, h): its sums over the windows
    private final NativeMatrix gradWeights; // (B, h): of w_0, by window

    /** @param rows most rows of all windows together */
    Attention(StampWeights weights, int batchSize, int rows, NativeMemory memory) {
        this.h = weights.width;
        this.biasValues = weights.attentionBias.values();
        this.weightValues = weights.attentionWeight.values();
        this.item = new DenseWeights(weights.attentionItem, memory);
        this.last = new DenseWeights(weights.attentionLast, memory);
        this.mean = new DenseWeights(weights.attentionMean, memory);
        this.bias = new DenseWeights(weights.attentionBias, memory);
        this.weight = new DenseWeights(weights.attentionWeight, memory);
        this.contexts = memory.matrix(batchSize, h);
        this.gates = memory.matrix(rows, h);
        this.alphas = memory.matrix(rows, 1);
        this.memories = memory.matrix(batchSize, h);
        this.gradMemories = memory.matrix(batchSize, h);
        this.gradInner = memory.matrix(rows, h);
        this.gradContexts = memory.matrix(batchSize, h);
        this.gradWeights = memory.matrix(batchSize, h);
    }

    List<DenseWeights> dense() {
        return List.of(item, last, mean, bias, weight);
    }

    /** Takes a part of the weights over as they are now. */
    void load(int part, int parts) {
        List.of(item, last, mean, weight).forEach(each -> each.load(part, parts));
    }

    /** m_a (B, h). */
    NativeMatrix memories() {
        return memories;
    }

    /** Of m_a (B, h); to be written before {@link #backward}. */
    NativeMatrix gradMemories() {
        return gradMemories;
    }

    /**
     * Of some windows.
     *
     * @param inputs x (R, h)
     * @param lasts x_t (B, h)
     * @param means m_s (B, h)
     * @param from the first window
     * @param to after the last one
     */
    void forward(
            Windows windows,
            NativeMatrix inputs,
            NativeMatrix lasts,
            NativeMatrix means,
            int from,
            int to,
            Scratch scratch) {
        int first = windows.from(from);
        int rows = windows.from(to) - first;
        Sgemm.multiply(lasts.from(from, 0), last.values(), contexts.from(from, 0), to - from, h, h);
        Sgemm.addProduct(means.from(from, 0), mean.values(), contexts.from(from, 0), to - from, h, h);
        Sgemm.multiply(inputs.from(first, 0), item.values(), gates.from(first, 0), rows, h, h);
        for (int window = from; window < to; window++) {
            contexts.get(window, 0, scratch.sum, 0, h);
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
            memories.put(window, 0, scratch.sum, 0, h);
        }
    }

    private float alpha(int row, Scratch scratch) {
        alphas.get(row, 0, scratch.other, 0, 1);
        return scratch.other[0];
    }

    /**
     * Of the same windows, from the gradients of m_a.
     *
     * @param inputs x, as {@link #forward} got it
     * @param gradInputs receives the gradient of x (R, h)
     * @param gradLasts has that of x_t added (B, h)
     * @param gradMeans receives that of m_s (B, h)
     */
    void backward(
            Windows windows,
            NativeMatrix inputs,
            NativeMatrix gradInputs,
            NativeMatrix gradLasts,
            NativeMatrix gradMeans,
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
        NativeMatrix sums = gradContexts.from(from, 0);
        Sgemm.addProductByTransposed(gradInner.from(first, 0), item.values(), gradInputs.from(first, 0), rows, h, h);
        Sgemm.addProductByTransposed(sums, last.values(), gradLasts.from(from, 0), to - from, h, h);
        Sgemm.multiplyByTransposed(sums, mean.values(), gradMeans.from(from, 0), to - from, h, h);
    }

    /** Adds to {@code sum} what σ's argument gets, and to {@code second} what w_0 gets. */
    private void differentiateRow(int window, int row, NativeMatrix inputs, NativeMatrix gradInputs, Scratch scratch) {
        float[] values = scratch.row;
        float[] other = scratch.other;
        float alpha = alpha(row, scratch);
        gradMemories.get(window, 0, other, 0, h);
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
    void differentiateWeights(
            Windows windows,
            NativeMatrix inputs,
            NativeMatrix lasts,
            NativeMatrix means,
            int part,
            int parts,
            Scratch scratch) {
        int batch = windows.size();
        int from = h * part / parts;
        int to = h * (part + 1) / parts;
        product(inputs, gradInner, item, from, to, windows.rows());
        product(lasts, gradContexts, last, from, to, batch);
        product(means, gradContexts, mean, from, to, batch);
        scratch.sumColumns(gradContexts, batch, bias.gradient(), from, to);
        scratch.sumColumns(gradWeights, batch, weight.gradient(), from, to);
    }

    private void product(NativeMatrix x, NativeMatrix grad, DenseWeights matrix, int from, int to, int rows) {
        Sgemm.multiplyTransposed(x.from(0, from), grad, matrix.gradient().from(from, 0), to - from, rows, h);
    }
}
