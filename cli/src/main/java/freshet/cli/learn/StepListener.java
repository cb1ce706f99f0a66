package freshet.cli.learn;

/** Hears which step a run takes. */
public interface StepListener {

    /** A step begins, or is begun again after a kill. */
    default void begins(Step step) {}

    /** What a step does is done, and is noted next. */
    default void ends(Step step) {}
}
