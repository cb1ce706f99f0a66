package freshet.trainer.neural.recurrent;

import freshet.model.encoder.recurrent.RnnCell;
import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.Sgemm;
import freshet.trainer.linear.Vectors;
import freshet.trainer.neural.weights.Glorot;

/**
 * A plain recurrent layer (Elman 1990), h' = F(W x + U h + b), with F = tanh or the rectifier
 * min(max(v, 0), {@value RnnCell#HIGHEST}) that Hannun et al. 2014 clip so that no state explodes.
 * Where F is clipped its derivative is 0.
 */
public final class TrainedRnnLayer extends TrainedLayer {
    /** The cell with F = tanh. */
    public static final TrainedCell TANH = cell(RnnCell.TANH, false);

    /** The cell with the clipped rectifier. */
    public static final TrainedCell RELU = cell(RnnCell.RELU, true);

    private final boolean relu;

    private TrainedRnnLayer(LayerWeights weights, boolean relu, int batchSize, MatrixMemory memory) {
        super(weights, batchSize, memory);
        this.relu = relu;
    }

    private static TrainedCell cell(String function, boolean relu) {
        return new TrainedCell(
                "rnn",
                function,
                1,
                1,
                0, // the state after a step says all
                false,
                1,
                1,
                TrainedRnnLayer::start,
                (weights, batchSize, memory) -> new TrainedRnnLayer(weights, relu, batchSize, memory));
    }

    private static void start(LayerWeights weights, Glorot glorot) {
        weights.drawInput(glorot);
        weights.drawRecurrent(glorot, 0, 1);
    }

    @Override
    void step(Trace trace, int from, int to, Scratch scratch) {
        Matrix before = trace.beforeMatrix.from(from, 0);
        Sgemm.addProduct(before, recurrent.values(), inner.from(from, 0), to - from, h, h);
        float[] inside = scratch.inside;
        for (int row = from; row < to; row++) {
            inner.get(row, 0, inside, 0, h);
            Vectors.add(inside, weights.bias().values(), h);
            if (relu) {
                for (int i = 0; i < h; i++) {
                    inside[i] = Math.min(Math.max(inside[i], 0f), RnnCell.HIGHEST);
                }
            } else {
                Vectors.hyperbolicTangents(inside, h);
            }
            System.arraycopy(inside, 0, trace.after, row * h, h);
        }
    }

    @Override
    void stepBack(Trace trace, float[] gradAfter, int from, int to, Scratch scratch) {
        float[] grad = scratch.inside;
        for (int row = from; row < to; row++) {
            for (int i = 0; i < h; i++) {
                float after = trace.after[row * h + i];
                grad[i] = gradAfter[row * h + i] * slope(after);
            }
            putGradInner(row, grad, scratch);
        }
    }

    /** F' by the value of F. */
    private float slope(float value) {
        if (relu) {
            return value > 0 && value < RnnCell.HIGHEST ? 1f : 0f;
        }
        return 1 - value * value;
    }

    @Override
    public void backwardToState(Trace trace, float[] gradAfter, Matrix gradBefore, int from, int to, Scratch scratch) {
        Sgemm.multiplyByTransposed(
                gradInner.from(from, 0), recurrent.values(), gradBefore.from(from, 0), to - from, h, h);
    }
}
