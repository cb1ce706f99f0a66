package freshet.serving.model;

import freshet.serving.Announcement;
import freshet.serving.model.Refusal.RefusalReason;
import java.util.Optional;

/** Is told what becomes of announced models, on the task's thread. */
public interface SwapListener {

    /**
     * A model is about to take its place: what was gathered for the one before it must be answered
     * now.
     */
    void beforeSwap();

    /** The model is served from now on. */
    void swapped(Announcement announcement, SwapTimes times);

    /**
     * The model cannot be served now and changes nothing. Told of its first failed load, and when
     * it is given up for good.
     */
    void refused(Announcement announcement, RefusalReason reason);

    /**
     * A load has failed, at first or again.
     *
     * @param problem what went wrong, in words
     */
    default void failed(Announcement announcement, String problem) {
        // for those who show it; the log has it
    }

    /** The load of a model, which has failed, begins again. */
    void retrying(Announcement announcement);

    /**
     * What is announced and cannot be loaded has changed, or may have.
     *
     * @param highest the highest version whose load has failed and is tried again; empty if there
     *     is none
     */
    void failing(Optional<Announcement> highest);

    /**
     * What a swap took.
     *
     * @param loadNanos in the background, from asking for the model to its finished scratch; short
     *     where another slot had loaded it
     * @param swapNanos on the task's thread, with the waiting batch that the old model answers
     */
    record SwapTimes(long loadNanos, long swapNanos) {}
}
