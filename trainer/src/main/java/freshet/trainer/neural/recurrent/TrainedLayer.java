package freshet.trainer.neural.recurrent;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.Sgemm;
import freshet.trainer.linear.Vectors;
import freshet.trainer.neural.weights.DenseWeights;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One recurrent layer over a batch, forward and backward. What every cell has in common is here:
 * the product W x, the weights' gradients and the way of the gradient to x. A layer without input
 * weights is given W x instead of x. Buffers are allocated once. Threads may work on different rows
 * of the batch at once, each with a {@link Scratch} of its own.
 */
public abstract class TrainedLayer {
    final LayerWeights weights;
    final Optional<DenseWeights> input; // W (d, kh)
    final DenseWeights recurrent; // U (h, kh)
    final DenseWeights bias; // b (kh)
    final int d;
    final int h;
    final int columns; // kh
    final int stateWidth; // s
    final Matrix inner; // (B, kh): the arguments of the cell's functions, but for the bias
    final Matrix gradInner; // (B, kh)
    private final float[] biasSum; // (kh)

    TrainedLayer(LayerWeights weights, int batchSize, MatrixMemory memory) {
        this.weights = weights;
        this.d = weights.inputWidth();
        this.h = weights.width();
        this.columns = weights.columns();
        this.stateWidth = weights.stateWidth();
        this.input = weights.input().map(matrix -> new DenseWeights(matrix, memory));
        this.recurrent = new DenseWeights(weights.recurrent(), memory);
        this.bias = new DenseWeights(weights.bias(), memory);
        this.biasSum = new float[columns];
        this.inner = memory.matrix(batchSize, columns);
        this.gradInner = memory.matrix(batchSize, columns);
    }

    /** All weights with their gradients. */
    public final List<DenseWeights> dense() {
        return Stream.concat(input.stream(), Stream.of(recurrent, bias)).toList();
    }

    /**
     * Takes the weights over for the products, of each matrix the rows from one part of
     * {@code parts} to the next.
     */
    public void load(int part, int parts) {
        input.ifPresent(matrix -> matrix.load(part, parts));
        recurrent.load(part, parts);
    }

    /**
     * One step of some sessions.
     *
     * @param x input (batch, d), or W x (batch, kh) for a layer without input weights
     * @param trace holds the state before the step and receives all the rest
     * @param from the first session
     * @param to after the last one
     */
    public final void forward(Matrix x, Trace trace, int from, int to, Scratch scratch) {
        float[] inside = scratch.inside;
        if (input.isPresent()) {
            Sgemm.multiply(x.from(from, 0), input.get().values(), inner.from(from, 0), to - from, d, columns);
        } else {
            for (int row = from; row < to; row++) {
                x.get(row, 0, inside, 0, columns);
                inner.put(row, 0, inside, 0, columns);
            }
        }
        step(trace, from, to, scratch);
    }

    /** From W x in {@link #inner} and the state before to the state after. */
    abstract void step(Trace trace, int from, int to, Scratch scratch);

    /**
     * Gradients of a forward step of some sessions: of the arguments of the functions, which is
     * kept, and of the input.
     *
     * @param gradAfter gradient of the state after it (batch, s), row-major
     * @param gradX receives the gradient of the input, with as many columns as {@code x}
     * @param scratch gets the bias's gradient added
     */
    public final void backward(Trace trace, float[] gradAfter, Matrix gradX, int from, int to, Scratch scratch) {
        stepBack(trace, gradAfter, from, to, scratch);
        if (input.isPresent()) {
            Matrix matrix = input.get().values();
            Sgemm.multiplyByTransposed(gradInner.from(from, 0), matrix, gradX.from(from, 0), to - from, columns, d);
        } else {
            for (int row = from; row < to; row++) {
                gradInner.get(row, 0, scratch.inside, 0, columns);
                gradX.put(row, 0, scratch.inside, 0, columns);
            }
        }
    }

    /** From the gradient of the state after to {@link #gradInner} and the bias's gradient. */
    abstract void stepBack(Trace trace, float[] gradAfter, int from, int to, Scratch scratch);

    /** Sets a session's row of {@link #gradInner}, which is added to the bias's gradient. */
    final void putGradInner(int row, float[] gradient, Scratch scratch) {
        gradInner.put(row, 0, gradient, 0, columns);
        Vectors.add(scratch.gradBias, gradient, columns);
    }

    /**
     * After {@link #backward} with the same arguments, the gradient of the state before the step.
     *
     * @param gradBefore receives it (batch, s)
     */
    public abstract void backwardToState(
            Trace trace, float[] gradAfter, Matrix gradBefore, int from, int to, Scratch scratch);

    /**
     * After {@link #backward} of the whole batch, some rows of the matrices' gradients.
     *
     * @param x the step's input, as {@link #forward} got it
     * @param first whether the gradients are set, as by the first step of a way back, or added to
     * @param batch sessions in the step
     * @param part of {@code parts}, from 0: the rows of each matrix from one to the next
     */
    public final void differentiateWeights(Matrix x, Trace trace, boolean first, int batch, int part, int parts) {
        int from = h * part / parts;
        int rows = h * (part + 1) / parts - from;
        differentiateRecurrent(trace, recurrent.gradient().from(from, 0), first, batch, from, rows);
        if (input.isPresent()) {
            int fromInput = d * part / parts;
            int inputRows = d * (part + 1) / parts - fromInput;
            Matrix gradInput = input.get().gradient().from(fromInput, 0);
            product(x.from(0, fromInput), gradInner, gradInput, first, inputRows, batch, columns);
        }
    }

    /** Rows of the gradient of U, which every block is multiplied with the same state by. */
    void differentiateRecurrent(Trace trace, Matrix gradient, boolean first, int batch, int from, int rows) {
        product(trace.beforeMatrix.from(0, from), gradInner, gradient, first, rows, batch, columns);
    }

    /**
     * Sets the bias's gradient (kh) to the sum of what the threads have.
     *
     * @param scratches one per thread, in an order that never changes, so that the sum never does
     */
    public final void differentiateBias(List<Scratch> scratches) {
        Arrays.fill(biasSum, 0f);
        for (int i = 0; i < scratches.size(); i++) {
            Vectors.add(biasSum, scratches.get(i).gradBias, biasSum.length);
        }
        bias.gradient().put(0, 0, biasSum, 0, biasSum.length);
    }

    /** c = aᵀ · b of (k, m) and (k, n), or added to it. */
    static void product(Matrix a, Matrix b, Matrix c, boolean first, int m, int k, int n) {
        if (first) {
            Sgemm.multiplyTransposed(a, b, c, m, k, n);
        } else {
            Sgemm.addTransposedProduct(a, b, c, m, k, n);
        }
    }
}
