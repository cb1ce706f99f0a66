package freshet.job.swap;

import freshet.job.stream.Announcement;

/** Is told what becomes of announced models, on the task's thread. */
public interface SwapListener {

    /** A model is about to take its place: what was gathered for the one before it must be answered now. */
    void beforeSwap();

    /** The model is served from now on. */
    void swapped(Announcement announcement, SwapTimes times);

    /** The model cannot be served and changes nothing. */
    void refused(Announcement announcement, RefusalReason reason);
}
