package freshet.trainer.gru4rec;

import freshet.trainer.linear.NativeMatrix;
import freshet.trainer.linear.NativeMemory;
import freshet.trainer.linear.Sgemm;
import freshet.trainer.linear.Vectors;

/**
 * One GRU layer over a batch, forward and backward (Hidasi et al. 2016, equations 1–4; reset before the product):
 *
 * <pre>
 * r  = σ(W_r x + U_r h + b_r)         z = σ(W_z x + U_z h + b_z)
 * n  = tanh(W_n x + U_n (r ⊙ h) + b_n)
 * h' = (1 − z) ⊙ h + z ⊙ n
 * </pre>
 *
 * A layer without input weights is given W x in place of x. Buffers are allocated once. Threads may work on different rows of the batch at
 * once, each with a {@link GruScratch} of its own.
 */
final class TrainedGruLayer {
    private final TrainedGruWeights weights;
    private final GruMatrices matrices; // the weights as products reach them
    private final int d;
    private final int h;
    private final float[] candidateBias; // (h)
    private final NativeMatrix inner; // (B, 3h): what stands inside σ, σ, tanh, but for the bias
    private final NativeMatrix gradInner; // (B, 3h)
    private final NativeMatrix gradResetHidden; // (B, h)

    /** @param batchSize most sessions in one step */
    TrainedGruLayer(TrainedGruWeights weights, int batchSize, NativeMemory memory) {
        this.weights = weights;
        this.d = weights.inputWidth;
        this.h = weights.width;
        this.matrices = new GruMatrices(d, h, memory);
        this.candidateBias = new float[h];
        this.inner = memory.matrix(batchSize, 3 * h);
        this.gradInner = memory.matrix(batchSize, 3 * h);
        this.gradResetHidden = memory.matrix(batchSize, h);
    }

    /** Takes the weights over for the products, of each matrix the rows from one part of {@code parts} to the next. */
    void load(int part, int parts) {
        load(weights.input, d, 3 * h, matrices.input, part, parts);
        load(weights.recurrentGates, h, 2 * h, matrices.recurrentGates, part, parts);
        load(weights.recurrentCandidate, h, h, matrices.recurrentCandidate, part, parts);
        if (part == 0) {
            System.arraycopy(weights.bias, 2 * h, candidateBias, 0, h);
        }
    }

    private static void load(float[] values, int rows, int columns, NativeMatrix into, int part, int parts) {
        int from = rows * part / parts * columns;
        int to = rows * (part + 1) / parts * columns;
        into.put(0, from, values, from, to - from);
    }

    /**
     * One step of some sessions.
     *
     * @param x input (batch, inputColumns)
     * @param trace holds the state before the step and receives all the rest
     * @param from the first session
     * @param to after the last one
     */
    void forward(NativeMatrix x, GruTrace trace, int from, int to, GruScratch scratch) {
        int rows = to - from;
        float[] inside = scratch.threefold;
        if (d == 0) {
            for (int row = from; row < to; row++) {
                x.get(row, 0, inside, 0, 3 * h);
                inner.put(row, 0, inside, 0, 3 * h);
            }
        } else {
            Sgemm.multiply(x.from(from, 0), matrices.input, inner.from(from, 0), rows, d, 3 * h);
        }
        NativeMatrix before = trace.beforeMatrix.from(from, 0);
        Sgemm.addProduct(before, matrices.recurrentGates, inner.from(from, 0), rows, h, 2 * h);
        for (int row = from; row < to; row++) {
            inner.get(row, 0, inside, 0, 2 * h);
            Vectors.add(inside, weights.bias, 2 * h);
            Vectors.sigmoids(inside, 2 * h);
            System.arraycopy(inside, 0, trace.gates, row * 2 * h, 2 * h);
            int at = row * h;
            for (int i = 0; i < h; i++) {
                inside[i] *= trace.before[at + i];
            }
            trace.resetHidden.put(row, 0, inside, 0, h);
        }
        Sgemm.addProduct(
                trace.resetHidden.from(from, 0), matrices.recurrentCandidate, inner.from(from, 2 * h), rows, h, h);
        for (int row = from; row < to; row++) {
            inner.get(row, 2 * h, inside, 0, h);
            Vectors.add(inside, candidateBias, h);
            Vectors.hyperbolicTangents(inside, h);
            int at = row * h;
            System.arraycopy(inside, 0, trace.candidate, at, h);
            int updateAt = row * 2 * h + h;
            for (int i = 0; i < h; i++) {
                float z = trace.gates[updateAt + i];
                trace.after[at + i] = (1 - z) * trace.before[at + i] + z * inside[i];
            }
        }
    }

    /**
     * Gradients of a forward step of some sessions: of what stands inside the functions, which is kept, and of the input.
     *
     * @param gradAfter gradient of the state after it (batch, h)
     * @param gradX receives the gradient of the input (batch, inputColumns)
     * @param scratch gets the bias's gradient added
     */
    void backward(GruTrace trace, float[] gradAfter, NativeMatrix gradX, int from, int to, GruScratch scratch) {
        int rows = to - from;
        float[] inside = scratch.threefold;
        float[] grad = scratch.single;
        for (int row = from; row < to; row++) {
            int at = row * h;
            int updateAt = row * 2 * h + h;
            for (int i = 0; i < h; i++) {
                float z = trace.gates[updateAt + i];
                grad[i] = gradAfter[at + i] * (trace.candidate[at + i] - trace.before[at + i]) * z * (1 - z);
            }
            System.arraycopy(grad, 0, inside, h, h);
            for (int i = 0; i < h; i++) {
                float n = trace.candidate[at + i];
                grad[i] = gradAfter[at + i] * trace.gates[updateAt + i] * (1 - n * n);
            }
            System.arraycopy(grad, 0, inside, 2 * h, h);
            gradInner.put(row, h, inside, h, 2 * h);
        }
        Sgemm.multiplyByTransposed(
                gradInner.from(from, 2 * h), matrices.recurrentCandidate, gradResetHidden.from(from, 0), rows, h, h);
        for (int row = from; row < to; row++) {
            gradResetHidden.get(row, 0, grad, 0, h);
            int at = row * h;
            int resetAt = row * 2 * h;
            for (int i = 0; i < h; i++) {
                float r = trace.gates[resetAt + i];
                grad[i] *= trace.before[at + i] * r * (1 - r);
            }
            gradInner.put(row, 0, grad, 0, h);
            gradInner.get(row, 0, inside, 0, 3 * h);
            Vectors.add(scratch.gradBias, inside, 3 * h);
        }
        if (d == 0) {
            for (int row = from; row < to; row++) {
                gradInner.get(row, 0, inside, 0, 3 * h);
                gradX.put(row, 0, inside, 0, 3 * h);
            }
        } else {
            Sgemm.multiplyByTransposed(gradInner.from(from, 0), matrices.input, gradX.from(from, 0), rows, 3 * h, d);
        }
    }

    /**
     * After {@link #backward} with the same arguments, the gradient of the state before the step.
     *
     * @param gradBefore receives it (batch, h)
     */
    void backwardToState(
            GruTrace trace, float[] gradAfter, NativeMatrix gradBefore, int from, int to, GruScratch scratch) {
        for (int row = from; row < to; row++) {
            float[] grad = scratch.single;
            gradResetHidden.get(row, 0, grad, 0, h);
            for (int i = 0; i < h; i++) {
                float r = trace.gates[row * 2 * h + i];
                float z = trace.gates[row * 2 * h + h + i];
                grad[i] = gradAfter[row * h + i] * (1 - z) + grad[i] * r;
            }
            gradBefore.put(row, 0, grad, 0, h);
        }
        Sgemm.addProductByTransposed(
                gradInner.from(from, 0), matrices.recurrentGates, gradBefore.from(from, 0), to - from, 2 * h, h);
    }

    /**
     * After {@link #backward} of the whole batch, some rows of the weights' gradients; the bias's is in the scratches.
     *
     * @param x the step's input (batch, inputColumns)
     * @param gradient is set by the first step of a way back, and added to by the others
     * @param part of {@code parts}: the rows of each matrix from one to the next
     */
    void differentiateWeights(
            NativeMatrix x, GruTrace trace, GruMatrices gradient, boolean first, int batch, int part, int parts) {
        int from = h * part / parts;
        int rows = h * (part + 1) / parts - from;
        product(
                trace.beforeMatrix.from(0, from),
                gradInner,
                gradient.recurrentGates.from(from, 0),
                first,
                rows,
                batch,
                2 * h);
        product(
                trace.resetHidden.from(0, from),
                gradInner.from(0, 2 * h),
                gradient.recurrentCandidate.from(from, 0),
                first,
                rows,
                batch,
                h);
        int fromInput = d * part / parts;
        int inputRows = d * (part + 1) / parts - fromInput;
        product(x.from(0, fromInput), gradInner, gradient.input.from(fromInput, 0), first, inputRows, batch, 3 * h);
    }

    private static void product(NativeMatrix a, NativeMatrix b, NativeMatrix c, boolean first, int m, int k, int n) {
        if (first) {
            Sgemm.multiplyTransposed(a, b, c, m, k, n);
        } else {
            Sgemm.addTransposedProduct(a, b, c, m, k, n);
        }
    }
}
