package freshet.trainer.lru;

import freshet.model.encoder.dense.Activation;
import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.Vectors;
import freshet.trainer.neural.Dropout;
import freshet.trainer.neural.Windows;
import freshet.trainer.neural.Workspace;
import freshet.trainer.neural.attention.Scratch;
import freshet.trainer.neural.dense.TrainedDenseLayer;
import freshet.trainer.neural.norm.Norm;
import freshet.trainer.neural.weights.DenseWeights;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One block over the windows of a batch (Yue et al. 2024, section 3.2), forward and backward, with
 * m the {@link Recurrence} over the rows x and F two fully connected layers:
 *
 * <pre>
 * y = norm(x + dropout(m))         z = norm(y + dropout(F(y)))
 * </pre>
 *
 * The top block gives only the rows of the windows' last items. Buffers are allocated once. Members
 * of a team may work on different windows at once.
 */
final class Block {
    private final int d;
    private final boolean lastOnly;
    private final Recurrence recurrence;
    private final Norm mixed; // y (O, d)
    private final TrainedDenseLayer inner;
    private final TrainedDenseLayer outer; // F (O, d)
    private final Norm forwarded; // z (O, d)
    private final Matrix sums; // what a norm takes, then its gradient (O, d)
    private final Matrix gradY; // by F (O, d)
    private final Dropout mixedDropout;
    private final Dropout forwardedDropout;
    private final int members;

    /**
     * @param rows most rows of all windows together
     * @param lastOnly whether only the rows of last items are wanted: O is B, else R
     */
    Block(
            BlockWeights weights,
            int batchSize,
            int rows,
            boolean lastOnly,
            Dropout mixedDropout,
            Dropout forwardedDropout,
            Workspace workspace) {
        int outputs = lastOnly ? batchSize : rows;
        this.members = workspace.team().size();
        this.d = weights.width();
        this.lastOnly = lastOnly;
        this.recurrence = new Recurrence(weights, batchSize, rows, lastOnly, members, workspace.memory());
        this.mixed = new Norm(weights.mixed(), outputs, workspace.memory());
        this.inner = new TrainedDenseLayer(
                weights.inner(), weights.innerBias(), Activation.RELU, outputs, members, workspace.memory());
        this.outer = new TrainedDenseLayer(
                weights.outer(), weights.outerBias(), Activation.IDENTITY, outputs, members, workspace.memory());
        this.forwarded = new Norm(weights.forwarded(), outputs, workspace.memory());
        this.sums = workspace.memory().matrix(outputs, d);
        this.gradY = workspace.memory().matrix(outputs, d);
        this.mixedDropout = mixedDropout;
        this.forwardedDropout = forwardedDropout;
    }

    List<DenseWeights> dense() {
        return Stream.of(recurrence.dense(), mixed.dense(), inner.dense(), outer.dense(), forwarded.dense())
                .flatMap(List::stream)
                .toList();
    }

    /** Takes a member's part of the weights over as they are now. */
    void load(int member) {
        recurrence.load(member, members);
        inner.load(member, members);
        outer.load(member, members);
    }

    /** Of m. */
    Dropout mixedDropout() {
        return mixedDropout;
    }

    /** Of F. */
    Dropout forwardedDropout() {
        return forwardedDropout;
    }

    /** Chooses what a member drops of some windows. */
    void drawDropouts(int member, Windows windows, int from, int to) {
        int rows = first(windows, windows.size());
        mixedDropout.draw(member, rows, first(windows, from), first(windows, to));
        forwardedDropout.draw(member, rows, first(windows, from), first(windows, to));
    }

    /** z (O, d). */
    Matrix output() {
        return forwarded.output();
    }

    /** The gradient of z (O, d), to be written before {@link #backward}. */
    Matrix gradOutput() {
        return forwarded.gradOutput();
    }

    /** The first output row of a window. */
    private int first(Windows windows, int window) {
        return lastOnly ? window : windows.from(window);
    }

    /** The row of x that an output row comes from. */
    private int source(Windows windows, int output) {
        return lastOnly ? windows.to(output) - 1 : output;
    }

    /**
     * Of some windows.
     *
     * @param x (R, d)
     * @param from the first window
     * @param to after the last one
     * @param scratch of the member
     */
    void forward(int member, Windows windows, Matrix x, int from, int to, Scratch scratch) {
        int first = first(windows, from);
        int end = first(windows, to);
        recurrence.forward(member, windows, x, from, to);
        for (int at = first; at < end; at++) {
            recurrence.mixed().get(at, 0, scratch.row, 0, d);
            mixedDropout.apply(scratch.row, at);
            addRow(x, source(windows, at), sums, at, scratch);
        }
        mixed.forward(sums, first, end, scratch);
        inner.forward(member, mixed.output(), first, end);
        outer.forward(member, inner.output(), first, end);
        for (int at = first; at < end; at++) {
            outer.output().get(at, 0, scratch.row, 0, d);
            forwardedDropout.apply(scratch.row, at);
            addRow(mixed.output(), at, sums, at, scratch);
        }
        forwarded.forward(sums, first, end, scratch);
    }

    /**
     * Of the same windows, from the gradients of z.
     *
     * @param gradX receives the gradient of x (R, d)
     */
    void backward(int member, Windows windows, Matrix gradX, int from, int to, Scratch scratch) {
        int first = first(windows, from);
        int end = first(windows, to);
        float[] row = scratch.row;
        clearSums(first, end, scratch);
        forwarded.addBackward(sums, first, end, scratch);
        for (int at = first; at < end; at++) {
            sums.get(at, 0, row, 0, d);
            forwardedDropout.apply(row, at);
            outer.gradOutput().put(at, 0, row, 0, d);
        }
        outer.backward(member, inner.gradOutput(), first, end);
        inner.backward(member, gradY, first, end);
        for (int at = first; at < end; at++) {
            gradY.get(at, 0, row, 0, d);
            addRow(sums, at, mixed.gradOutput(), at, scratch);
        }
        clearSums(first, end, scratch);
        mixed.addBackward(sums, first, end, scratch);
        for (int at = first; at < end; at++) {
            sums.get(at, 0, row, 0, d);
            mixedDropout.apply(row, at);
            recurrence.gradMixed().put(at, 0, row, 0, d);
        }
        recurrence.backward(member, windows, gradX, from, to);
        for (int at = first; at < end; at++) {
            gradX.get(source(windows, at), 0, row, 0, d);
            addRow(sums, at, gradX, source(windows, at), scratch);
        }
    }

    private void clearSums(int first, int end, Scratch scratch) {
        Arrays.fill(scratch.row, 0f);
        for (int at = first; at < end; at++) {
            sums.put(at, 0, scratch.row, 0, d);
        }
    }

    /** {@code row} + a row → another one. */
    private void addRow(Matrix rows, int at, Matrix into, int to, Scratch scratch) {
        rows.get(at, 0, scratch.other, 0, d);
        Vectors.add(scratch.row, scratch.other, d);
        into.put(to, 0, scratch.row, 0, d);
    }

    /**
     * After {@link #backward} of all windows, a member's part of the weights' gradients.
     *
     * @param x as {@link #forward} got it
     */
    void differentiateWeights(int member, Windows windows, Matrix x, Scratch scratch) {
        int rows = first(windows, windows.size());
        recurrence.differentiateWeights(member, windows, x);
        mixed.differentiateWeights(rows, member, members, scratch);
        inner.differentiateWeights(member, mixed.output(), rows);
        outer.differentiateWeights(member, inner.output(), rows);
        forwarded.differentiateWeights(rows, member, members, scratch);
    }
}
