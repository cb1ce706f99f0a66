package freshet.serving.model;

import freshet.serving.model.Refusal.RefusalReason;
import freshet.serving.trial.Trial;

/** Is told what becomes of trials, on the task's thread. */
public interface TrialListener {

    /**
     * Other sessions are about to be the challenger's: what was gathered before must be answered
     * now.
     */
    void beforeChange();

    /** A trial is on; its challenger's bundle begins to load. */
    void begun(Trial trial);

    /** The challenger answers its share of the sessions from now on. */
    void loaded(Trial trial);

    /** The challenger answers other shares of the sessions from now on. */
    void changed(Trial trial);

    /**
     * The champion answers all sessions from now on. A trial whose bundle cannot be loaded goes on
     * once it can be.
     */
    void ended(Trial trial, EndReason reason);

    /**
     * The challenger's bundle cannot be served now. Told of its first failed load, and when it is
     * given up for good.
     */
    void refused(RefusalReason reason);

    /** The load of the challenger's bundle, which has failed, begins again. */
    void retrying();

    /** Why a trial ends. */
    enum EndReason {
        /** The challenger is the champion now. */
        PROMOTED,
        /** Its announcement was taken back. */
        RETURNED,
        /** Another model of a higher version is the champion. */
        OUTRANKED,
        /** Another challenger was announced. */
        REPLACED,
        /** The challenger's bundle cannot be loaded. */
        UNLOADABLE
    }
}
