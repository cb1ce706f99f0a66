package freshet.trainer.neural;

import freshet.trainer.linear.Matrix;
import freshet.trainer.neural.weights.DenseWeights;
import freshet.trainer.neural.weights.ItemGradients;
import java.util.List;

/**
 * The part of a model that makes queries of events, in training: forward, and backward from the
 * gradient of the queries to that of the weights. It learns from a stretch of consecutive steps at
 * once. Used by one thread, which lets the workspace's team share the work.
 *
 * @param <B> what a step is read from
 */
public interface TrainedEncoder<B extends Batches> {

    /**
     * Where a step's queries are.
     *
     * @param values q (B, h), of which the step's first {@link Batches#size()} rows count
     * @param gradients of the loss by q (B, h)
     */
    record Queries(Matrix values, Matrix gradients) {}

    /** Steps of a stretch: 1, but for a model whose gradient goes back through earlier steps. */
    int stretch();

    /** Name of the table with a row per item that the inputs are read from. */
    String inputTable();

    /** Most rows of that table that one step reads. */
    int inputsPerStep();

    /** The weights that have a gradient in every step. */
    List<DenseWeights> dense();

    /**
     * Takes over a step's events.
     *
     * @param step of the stretch, from 0
     */
    void load(B batches, int step);

    /**
     * What a member of the team has to do before {@link #forward}: to draw dropouts, and at a
     * stretch's first step to take over the weights. Others run at the same time.
     */
    void prepare(int member, int step);

    /** From the step's events to its queries. */
    Queries forward(int step);

    /**
     * What the encoder itself adds to the mean loss per prediction of the last {@link #forward};
     * its gradient is part of {@link #backward}.
     */
    default double penalty() {
        return 0;
    }

    /**
     * From the gradients of the queries to those of the dense weights and the input rows.
     *
     * @param steps that the stretch has come to; another stretch begins
     * @param inputs are given the gradients of the input rows, each those of its member's {@link
     *     freshet.trainer.neural.weights.ItemShare}
     */
    void backward(int steps, List<ItemGradients> inputs);
}
