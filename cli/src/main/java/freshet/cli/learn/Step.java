package freshet.cli.learn;

/** The steps of a run, in their order. */
public enum Step {
    /** Which files and which champion there are. */
    READ,
    /** The candidate is trained. */
    TRAIN,
    /** It is compared with the champion on sessions that neither has seen. */
    GATE,
    /** It is put into the store and announced. */
    PUBLISH,
    /** The judge gives it more and more sessions, or takes it back. */
    ROLLOUT,
    /** The run is over. */
    DONE
}
