package freshet.trainer.neural.recurrent;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.Sgemm;
import freshet.trainer.linear.Vectors;
import java.util.Arrays;

/**
 * A layer of long short-term memory (Hochreiter and Schmidhuber 1997) with the forget gate of Gers
 * et al. 2000, without peepholes, and with the columns input | forget | output | candidate:
 *
 * <pre>
 * i  = σ(W_i x + U_i h + b_i)         f = σ(W_f x + U_f h + b_f)
 * o  = σ(W_o x + U_o h + b_o)         g = tanh(W_g x + U_g h + b_g)
 * c' = f ⊙ c + i ⊙ g                  h' = o ⊙ tanh(c')
 * </pre>
 *
 * The state is h | c. All three gates start open. The forget gate's bias starts from 1, so that a
 * new network remembers (Jozefowicz et al. 2015). The biases of input and output gate start from 2
 * and 3: from 0, each would halve what the newest item brings, while the cell keeps three quarters
 * of what was there. Such a network learns which items are in a session, but puts the right one
 * at a lower rank.
 */
public final class TrainedLstmLayer extends TrainedLayer {
    private static final float INPUT_BIAS = 2f;
    private static final float FORGET_BIAS = 1f;
    private static final float OUTPUT_BIAS = 3f;
    private static final int KEPT = 5; // vectors of h: i | f | o | g | tanh(c')

    /** The cell. */
    public static final TrainedCell CELL = new TrainedCell(
            "lstm",
            "forget-gate",
            4,
            2,
            KEPT,
            false,
            4,
            4,
            (weights, glorot) -> {
                weights.drawInput(glorot);
                weights.drawRecurrent(glorot, 0, 4);
                openGates(weights.bias().values(), weights.width());
            },
            TrainedLstmLayer::new);

    private static void openGates(float[] bias, int width) {
        Arrays.fill(bias, 0, width, INPUT_BIAS);
        Arrays.fill(bias, width, 2 * width, FORGET_BIAS);
        Arrays.fill(bias, 2 * width, 3 * width, OUTPUT_BIAS);
    }

    TrainedLstmLayer(LayerWeights weights, int batchSize, MatrixMemory memory) {
        super(weights, batchSize, memory);
    }

    @Override
    void step(Trace trace, int from, int to, Scratch scratch) {
        Matrix before = trace.beforeMatrix.from(from, 0);
        Sgemm.addProduct(before, recurrent.values(), inner.from(from, 0), to - from, h, columns);
        float[] inside = scratch.inside;
        float[] single = scratch.state;
        for (int row = from; row < to; row++) {
            inner.get(row, 0, inside, 0, columns);
            Vectors.add(inside, weights.bias().values(), columns);
            System.arraycopy(inside, 3 * h, single, 0, h);
            Vectors.sigmoids(inside, 3 * h);
            Vectors.hyperbolicTangents(single, h);
            int kept = row * KEPT * h;
            System.arraycopy(inside, 0, trace.kept, kept, 3 * h);
            System.arraycopy(single, 0, trace.kept, kept + 3 * h, h);
            int c = row * stateWidth + h;
            for (int i = 0; i < h; i++) {
                single[i] = inside[h + i] * trace.before[c + i] + inside[i] * single[i];
            }
            System.arraycopy(single, 0, trace.after, c, h);
            Vectors.hyperbolicTangents(single, h);
            System.arraycopy(single, 0, trace.kept, kept + 4 * h, h);
            for (int i = 0; i < h; i++) {
                trace.after[c - h + i] = inside[2 * h + i] * single[i];
            }
        }
    }

    @Override
    void stepBack(Trace trace, float[] gradAfter, int from, int to, Scratch scratch) {
        float[] grad = scratch.inside;
        float[] kept = trace.kept;
        for (int row = from; row < to; row++) {
            int at = row * KEPT * h;
            int hidden = row * stateWidth;
            for (int j = 0; j < h; j++) {
                float i = kept[at + j];
                float f = kept[at + h + j];
                float o = kept[at + 2 * h + j];
                float g = kept[at + 3 * h + j];
                float gradCell = gradCell(trace, gradAfter, row, j);
                grad[j] = gradCell * g * i * (1 - i);
                grad[h + j] = gradCell * trace.before[hidden + h + j] * f * (1 - f);
                grad[2 * h + j] = gradAfter[hidden + j] * kept[at + 4 * h + j] * o * (1 - o);
                grad[3 * h + j] = gradCell * i * (1 - g * g);
            }
            putGradInner(row, grad, scratch);
        }
    }

    /** Gradient of c' of a session's unit j: its own and what comes through h'. */
    private float gradCell(Trace trace, float[] gradAfter, int row, int j) {
        float o = trace.kept[(row * KEPT + 2) * h + j];
        float tanh = trace.kept[(row * KEPT + 4) * h + j];
        int at = row * stateWidth + j;
        return gradAfter[at + h] + gradAfter[at] * o * (1 - tanh * tanh);
    }

    @Override
    public void backwardToState(Trace trace, float[] gradAfter, Matrix gradBefore, int from, int to, Scratch scratch) {
        float[] grad = scratch.state;
        for (int row = from; row < to; row++) {
            for (int j = 0; j < h; j++) {
                grad[j] = gradCell(trace, gradAfter, row, j) * trace.kept[(row * KEPT + 1) * h + j];
            }
            gradBefore.put(row, h, grad, 0, h);
        }
        Sgemm.multiplyByTransposed(
                gradInner.from(from, 0), recurrent.values(), gradBefore.from(from, 0), to - from, columns, h);
    }
}
