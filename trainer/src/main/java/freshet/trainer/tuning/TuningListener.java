package freshet.trainer.tuning;

import freshet.trainer.TrainingListener;
import java.util.SortedMap;

/**
 * Hears how far a search is, and each of its trainings. Called on the searching thread. An
 * exception that it throws ends the search; the trial that was running is then not in the journal.
 */
public interface TuningListener extends TrainingListener {

    /** Hears nothing. */
    TuningListener SILENT = new TuningListener() {};

    /**
     * A trial begins.
     *
     * @param number from 1
     * @param drawn its settings, without those that are the same in all trials
     */
    default void trialStarted(int number, SortedMap<String, String> drawn) {}

    /** A trial is over and in the journal. */
    default void trialEnded(Trial trial) {}
}
