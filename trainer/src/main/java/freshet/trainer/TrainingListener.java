package freshet.trainer;

import java.util.List;

/** Hears how far a training is. Called on the training thread, so it should be quick. */
public interface TrainingListener {

    /** Hears nothing. */
    TrainingListener SILENT = new TrainingListener() {};

    /**
     * The training goes on where an interrupted one ended; called before its first pass.
     *
     * @param earlier the epochs that are done already, in order
     */
    default void resumed(List<EpochResult> earlier) {}

    /**
     * A pass over the data begins.
     *
     * @param epoch its number, from 1
     * @param epochs how many there will be at most
     * @param events predictions in it, one per pair of consecutive events
     */
    default void epochStarted(int epoch, int epochs, long events) {}

    /**
     * Some more of the pass is done; called after every step.
     *
     * @param eventsDone predictions learned from in this pass
     * @param events all predictions of the pass
     * @param loss mean loss per prediction over this pass so far, NaN while it is not known
     */
    default void progress(long eventsDone, long events, double loss) {}

    /**
     * A pass over the data is done.
     *
     * @param epoch its number, from 1
     * @param loss mean loss per prediction
     * @param seconds how long it took
     */
    default void epochFinished(int epoch, double loss, double seconds) {}

    /**
     * The model of an epoch has been measured on the validation sessions.
     *
     * @param epoch its number, from 1
     * @param recall Recall@20 in [0, 1]
     * @param mrr MRR@20 in [0, 1]
     */
    default void validated(int epoch, double recall, double mrr) {}

    /** Tells everything to this one first, then to another. */
    default TrainingListener and(TrainingListener other) {
        return new ListenerPair(this, other);
    }
}
