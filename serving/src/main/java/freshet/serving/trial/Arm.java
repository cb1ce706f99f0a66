package freshet.serving.trial;

/** Which of two models answers a session. */
public enum Arm {
    /** The model that all sessions have without a trial. */
    CHAMPION,
    /** The model on trial. */
    CHALLENGER
}
