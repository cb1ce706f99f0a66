package freshet.trainer.neural;

import java.util.SplittableRandom;

/**
 * The steps of one pass: in each some events are predicted, each of another session or another
 * place. For one thread.
 */
public interface Batches {

    /**
     * Draws the order of the predictions, before the first step; batches whose order means
     * something keep it.
     *
     * @param random gives the same order for the same seed and epoch
     */
    default void shuffle(SplittableRandom random) {
        // in the order of the data
    }

    /** Goes on to the next step; false when the pass is over. */
    boolean next();

    /** Predictions in the step, at most the setting batch_size. */
    int size();

    /**
     * The item that each prediction is to find, a vocabulary row; the first {@link #size()} count.
     */
    int[] targets();
}
