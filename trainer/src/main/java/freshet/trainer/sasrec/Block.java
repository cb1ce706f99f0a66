package freshet.trainer.sasrec;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.Vectors;
import freshet.trainer.neural.Dropout;
import freshet.trainer.neural.Windows;
import freshet.trainer.neural.attention.Scratch;
import freshet.trainer.neural.norm.Norm;
import freshet.trainer.neural.weights.DenseWeights;
import java.util.List;
import java.util.stream.Stream;

/**
 * One block of self-attention (Kang and McAuley 2018, section III-B), forward and backward:
 *
 * <pre>
 * y = x + Dropout(attention(norm(x)))
 * z = y + Dropout(feed-forward(norm(y)))
 * </pre>
 */
final class Block {
    private final int d;
    private final Norm attended;
    private final CausalAttention attention;
    private final Norm forwarded;
    private final FeedForward forward;
    private final Dropout attentionDropout;
    private final Dropout forwardDropout;
    private final Matrix middle; // y (R, d)
    private final Matrix output; // z (R, d)

    /**
     * @param rows R, most rows of all windows together
     * @param longest most rows of one
     * @param attentionDropout of what the attention gives
     * @param forwardDropout of what the feed-forward network gives
     */
    Block(
            BlockWeights weights,
            int rows,
            int longest,
            Dropout attentionDropout,
            Dropout forwardDropout,
            MatrixMemory memory) {
        this.d = weights.query().columns();
        this.attended = new Norm(weights.attended(), rows, memory);
        this.attention = new CausalAttention(weights, rows, longest, memory);
        this.forwarded = new Norm(weights.forwarded(), rows, memory);
        this.forward = new FeedForward(weights, rows, memory);
        this.attentionDropout = attentionDropout;
        this.forwardDropout = forwardDropout;
        this.middle = memory.matrix(rows, d);
        this.output = memory.matrix(rows, d);
    }

    List<DenseWeights> dense() {
        return Stream.of(attended.dense(), attention.dense(), forwarded.dense(), forward.dense())
                .flatMap(List::stream)
                .toList();
    }

    void load(int part, int parts) {
        attention.load(part, parts);
        forward.load(part, parts);
    }

    /** Of what the attention gives, then of what the feed-forward network gives. */
    List<Dropout> dropouts() {
        return List.of(attentionDropout, forwardDropout);
    }

    /** z (R, d). */
    Matrix output() {
        return output;
    }

    /**
     * Of some windows.
     *
     * @param x (R, d)
     */
    void forward(Windows windows, Matrix x, int from, int to, Member member) {
        int first = windows.from(from);
        int end = windows.from(to);
        attended.forward(x, first, end, member.scratch());
        attention.forward(windows, attended.output(), from, to, member.places());
        add(x, attention.output(), attentionDropout, middle, first, end, member.scratch());
        forwarded.forward(middle, first, end, member.scratch());
        forward.forward(forwarded.output(), first, end, member.scratch());
        add(middle, forward.output(), forwardDropout, output, first, end, member.scratch());
    }

    /** x + Dropout(more) → sum, row by row. */
    private void add(Matrix x, Matrix more, Dropout dropout, Matrix sum, int from, int to, Scratch scratch) {
        for (int row = from; row < to; row++) {
            more.get(row, 0, scratch.row, 0, d);
            dropout.apply(scratch.row, row);
            x.get(row, 0, scratch.other, 0, d);
            Vectors.add(scratch.row, scratch.other, d);
            sum.put(row, 0, scratch.row, 0, d);
        }
    }

    /**
     * Of the same windows.
     *
     * @param grad of z, which becomes that of x (R, d)
     */
    void backward(Windows windows, Matrix grad, int from, int to, Member member) {
        int first = windows.from(from);
        int end = windows.from(to);
        dropped(grad, forwardDropout, forward.gradOutput(), first, end, member.scratch());
        forward.backward(forwarded.gradOutput(), first, end, member.scratch());
        forwarded.addBackward(grad, first, end, member.scratch());
        dropped(grad, attentionDropout, attention.gradOutput(), first, end, member.scratch());
        attention.backward(windows, attended.gradOutput(), from, to, member.places(), member.otherPlaces());
        attended.addBackward(grad, first, end, member.scratch());
    }

    private void dropped(Matrix grad, Dropout dropout, Matrix into, int from, int to, Scratch scratch) {
        for (int row = from; row < to; row++) {
            grad.get(row, 0, scratch.row, 0, d);
            dropout.apply(scratch.row, row);
            into.put(row, 0, scratch.row, 0, d);
        }
    }

    /** After {@link #backward} of all windows, a part of the weights' gradients. */
    void differentiateWeights(int rows, int part, int parts, Scratch scratch) {
        attended.differentiateWeights(rows, part, parts, scratch);
        attention.differentiateWeights(attended.output(), rows, part, parts);
        forwarded.differentiateWeights(rows, part, parts, scratch);
        forward.differentiateWeights(forwarded.output(), rows, part, parts, scratch);
    }
}
