package freshet.trainer.neural;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.trainer.TrainingData;
import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.Parameters;
import java.util.List;

/**
 * A neural model with its settings: which weights it has, how sessions become steps, and how a step
 * becomes queries. An item's score is E·q + b with q the query. {@link NeuralTrainer} does the rest
 * of the training. Immutable.
 *
 * @param <B> what a step is read from, for example {@link SessionParallelBatches}
 */
public interface NeuralModel<B extends Batches> {

    /** Kind of the bundles that hold it. */
    String kind();

    /** What every neural model is told. */
    NeuralSettings settings();

    /** The shape, as the bundle of this kind tells it. */
    ObjectNode configuration();

    /**
     * The long arrays that the model's own settings decide the length of.
     *
     * @param items V
     * @param candidates most items that a step scores: batch_size + n_sample
     */
    List<ArrayBound> arrays(int items, int candidates);

    /** The weights, all zero, by their names in the bundle; {@code items} is V. */
    Parameters parameters(int items);

    /**
     * Draws what the weights start from, in an order that never changes: the same seed gives the
     * same bundle.
     */
    void randomise(Parameters zeros, Glorot glorot);

    /** The steps of one pass. */
    B batches(TrainingData data);

    /**
     * What learns in one pass; it lives as long as the workspace.
     *
     * @param weights read anew in every step
     * @param random of the pass, from which the dropout is drawn
     */
    TrainedEncoder<B> encoder(Parameters weights, Workspace workspace, EpochRandom random);

    /** The forward pass outside of training, which the bundle's self-test is made with. */
    ReferenceForward reference(Parameters weights);

    /**
     * Multiplications in the encoder's matrix products per event, forward and backward; see
     * {@link StepFlops}.
     */
    double multiplicationsPerEvent();
}
