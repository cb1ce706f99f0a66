package freshet.trainer.neural.gru;

import freshet.trainer.linear.NativeMatrix;
import freshet.trainer.linear.NativeMemory;
import freshet.trainer.linear.Sgemm;
import freshet.trainer.linear.Vectors;
import freshet.trainer.neural.weights.DenseWeights;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One GRU layer over a batch, forward and backward (Hidasi et al. 2016, equations 1–4; reset before
 * the product):
 *
 * <pre>
 * r  = σ(W_r x + U_r h + b_r)         z = σ(W_z x + U_z h + b_z)
 * n  = tanh(W_n x + U_n (r ⊙ h) + b_n)
 * h' = (1 − z) ⊙ h + z ⊙ n
 * </pre>
 *
 * A layer without input weights is given W x instead of x. Buffers are allocated once. Threads may
 * work on different rows of the batch at once, each with a {@link Scratch} of its own.
 */
public final class TrainedGruLayer {
    private final TrainedGruWeights weights;
    private final Optional<DenseWeights> input; // W (d, 3h)
    private final DenseWeights recurrent; // (h, 3h): reset | update | candidate
    private final DenseWeights bias; // (3h)
    private final int d;
    private final int h;
    private final float[] candidateBias; // (h)
    private final float[] biasSum; // (3h)
    private final NativeMatrix inner; // (B, 3h): the arguments of σ, σ, tanh, but for the bias
    private final NativeMatrix gradInner; // (B, 3h)
    private final NativeMatrix gradResetHidden; // (B, h)

    /**
     * A layer with zero gradients; {@link #load} brings its weights in.
     *
     * @param batchSize B, most sessions in one step
     * @param memory from which the buffers come, which live as long as it
     */
    public TrainedGruLayer(TrainedGruWeights weights, int batchSize, NativeMemory memory) {
        this.weights = weights;
        this.d = weights.inputWidth();
        this.h = weights.width();
        this.input = weights.input().map(matrix -> new DenseWeights(matrix, memory));
        this.recurrent = new DenseWeights(weights.recurrent(), memory);
        this.bias = new DenseWeights(weights.bias(), memory);
        this.biasSum = new float[3 * h];
        this.candidateBias = new float[h];
        this.inner = memory.matrix(batchSize, 3 * h);
        this.gradInner = memory.matrix(batchSize, 3 * h);
        this.gradResetHidden = memory.matrix(batchSize, h);
    }

    /** All weights with their gradients. */
    public List<DenseWeights> dense() {
        return Stream.concat(input.stream(), Stream.of(recurrent, bias)).toList();
    }

    /**
     * Takes the weights over for the products, of each matrix the rows from one part of
     * {@code parts} to the next.
     */
    public void load(int part, int parts) {
        input.ifPresent(matrix -> matrix.load(part, parts));
        recurrent.load(part, parts);
        if (part == 0) {
            System.arraycopy(weights.bias().values(), 2 * h, candidateBias, 0, h);
        }
    }

    /**
     * One step of some sessions.
     *
     * @param x input (batch, d), or W x (batch, 3h) for a layer without input weights
     * @param trace holds the state before the step and receives all the rest
     * @param from the first session
     * @param to after the last one
     */
    public void forward(NativeMatrix x, Trace trace, int from, int to, Scratch scratch) {
        int rows = to - from;
        float[] inside = scratch.threefold;
        if (input.isPresent()) {
            Sgemm.multiply(x.from(from, 0), input.get().values(), inner.from(from, 0), rows, d, 3 * h);
        } else {
            for (int row = from; row < to; row++) {
                x.get(row, 0, inside, 0, 3 * h);
                inner.put(row, 0, inside, 0, 3 * h);
            }
        }
        NativeMatrix before = trace.beforeMatrix.from(from, 0);
        Sgemm.addProduct(before, recurrent.values(), inner.from(from, 0), rows, h, 2 * h);
        for (int row = from; row < to; row++) {
            inner.get(row, 0, inside, 0, 2 * h);
            Vectors.add(inside, weights.bias().values(), 2 * h);
            Vectors.sigmoids(inside, 2 * h);
            System.arraycopy(inside, 0, trace.gates, row * 2 * h, 2 * h);
            int at = row * h;
            for (int i = 0; i < h; i++) {
                inside[i] *= trace.before[at + i];
            }
            trace.resetHidden.put(row, 0, inside, 0, h);
        }
        Sgemm.addProduct(trace.resetHidden.from(from, 0), candidate(), inner.from(from, 2 * h), rows, h, h);
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
     * Gradients of a forward step of some sessions: of the arguments of the functions, which is
     * kept, and of the input.
     *
     * @param gradAfter gradient of the state after it (batch, h), row-major
     * @param gradX receives the gradient of the input, with as many columns as {@code x}
     * @param scratch gets the bias's gradient added
     */
    public void backward(Trace trace, float[] gradAfter, NativeMatrix gradX, int from, int to, Scratch scratch) {
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
        Sgemm.multiplyByTransposed(gradInner.from(from, 2 * h), candidate(), gradResetHidden.from(from, 0), rows, h, h);
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
        if (input.isPresent()) {
            NativeMatrix matrix = input.get().values();
            Sgemm.multiplyByTransposed(gradInner.from(from, 0), matrix, gradX.from(from, 0), rows, 3 * h, d);
        } else {
            for (int row = from; row < to; row++) {
                gradInner.get(row, 0, inside, 0, 3 * h);
                gradX.put(row, 0, inside, 0, 3 * h);
            }
        }
    }

    /**
     * After {@link #backward} with the same arguments, the gradient of the state before the step.
     *
     * @param gradBefore receives it (batch, h)
     */
    public void backwardToState(
            Trace trace, float[] gradAfter, NativeMatrix gradBefore, int from, int to, Scratch scratch) {
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
                gradInner.from(from, 0), recurrent.values(), gradBefore.from(from, 0), to - from, 2 * h, h);
    }

    /**
     * After {@link #backward} of the whole batch, some rows of the matrices' gradients.
     *
     * @param x the step's input, as {@link #forward} got it
     * @param first whether the gradients are set, as by the first step of a way back, or added to
     * @param batch sessions in the step
     * @param part of {@code parts}, from 0: the rows of each matrix from one to the next
     */
    public void differentiateWeights(NativeMatrix x, Trace trace, boolean first, int batch, int part, int parts) {
        int from = h * part / parts;
        int rows = h * (part + 1) / parts - from;
        NativeMatrix gradient = recurrent.gradient().from(from, 0);
        product(trace.beforeMatrix.from(0, from), gradInner, gradient, first, rows, batch, 2 * h);
        product(
                trace.resetHidden.from(0, from),
                gradInner.from(0, 2 * h),
                gradient.from(0, 2 * h),
                first,
                rows,
                batch,
                h);
        if (input.isPresent()) {
            int fromInput = d * part / parts;
            int inputRows = d * (part + 1) / parts - fromInput;
            NativeMatrix gradInput = input.get().gradient().from(fromInput, 0);
            product(x.from(0, fromInput), gradInner, gradInput, first, inputRows, batch, 3 * h);
        }
    }

    /**
     * Sets the bias's gradient (3h) to the sum of what the threads have.
     *
     * @param scratches one per thread, in an order that never changes, so that the sum never does
     */
    public void differentiateBias(List<Scratch> scratches) {
        Arrays.fill(biasSum, 0f);
        for (int i = 0; i < scratches.size(); i++) {
            Vectors.add(biasSum, scratches.get(i).gradBias, biasSum.length);
        }
        bias.gradient().put(0, 0, biasSum, 0, biasSum.length);
    }

    /** The candidate's recurrent weights (h, h). */
    private NativeMatrix candidate() {
        return recurrent.values().from(0, 2 * h);
    }

    private static void product(NativeMatrix a, NativeMatrix b, NativeMatrix c, boolean first, int m, int k, int n) {
        if (first) {
            Sgemm.multiplyTransposed(a, b, c, m, k, n);
        } else {
            Sgemm.addTransposedProduct(a, b, c, m, k, n);
        }
    }

    /** What one thread needs of its own while it works on rows of a {@link TrainedGruLayer}. */
    public static final class Scratch {
        private final float[] single; // (h)
        private final float[] threefold; // (3h)
        private final float[] gradBias; // (3h): from the rows of this thread, over all steps of a way back

        /** @param width h */
        public Scratch(int width) {
            this.single = new float[width];
            this.threefold = new float[3 * width];
            this.gradBias = new float[3 * width];
        }

        /** A row (h) that is free between two calls of the layer. */
        public float[] row() {
            return single;
        }

        /** Begins a way back: the bias's gradient is zero. */
        public void clear() {
            Arrays.fill(gradBias, 0f);
        }
    }

    /**
     * What one step of a batch through a GRU layer leaves behind for the way back and for the next
     * step. Threads may work on different rows at once.
     */
    public static final class Trace {
        private final int width; // h
        private final float[] before; // (B, h): state before the step
        private final NativeMatrix beforeMatrix; // (B, h): the same
        private final float[] gates; // (B, 2h): r | z
        private final NativeMatrix resetHidden; // (B, h): r ⊙ h
        private final float[] candidate; // (B, h): n
        private final float[] after; // (B, h): state after the step

        /**
         * @param width h
         * @param batchSize B, most sessions in the step
         * @param memory from which the buffers come, which live as long as it
         */
        public Trace(int width, int batchSize, NativeMemory memory) {
            this.width = width;
            this.before = new float[batchSize * width];
            this.beforeMatrix = memory.matrix(batchSize, width);
            this.gates = new float[batchSize * 2 * width];
            this.resetHidden = memory.matrix(batchSize, width);
            this.candidate = new float[batchSize * width];
            this.after = new float[batchSize * width];
        }

        /** The session in this row begins: its state before the step is zero. */
        public void begin(int row) {
            Arrays.fill(before, row * width, (row + 1) * width, 0f);
            beforeMatrix.put(row, 0, before, row * width, width);
        }

        /**
         * The session in this row goes on from its state after an earlier step.
         *
         * @param earlier that step's trace, of the same layer; may be this one
         * @param earlierRow the session's row there
         */
        public void goOn(int row, Trace earlier, int earlierRow) {
            System.arraycopy(earlier.after, earlierRow * width, before, row * width, width);
            beforeMatrix.put(row, 0, before, row * width, width);
        }

        /**
         * Copies out the state after the step.
         *
         * @param to receives it (h)
         */
        public void copyAfter(int row, float[] to) {
            System.arraycopy(after, row * width, to, 0, width);
        }
    }
}
