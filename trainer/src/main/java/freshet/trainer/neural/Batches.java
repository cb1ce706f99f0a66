package freshet.trainer.neural;

/**
 * The steps of one pass: in each some events are predicted, each of another session or another
 * place. For one thread.
 */
public interface Batches {

    /** Goes on to the next step; false when the pass is over. */
    boolean next();

    /** Predictions in the step, at most the setting batch_size. */
    int size();

    /**
     * The item that each prediction is to find, a vocabulary row; the first {@link #size()} count.
     */
    int[] targets();
}
