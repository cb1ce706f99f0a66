package freshet.job.model;

/** Why an announced bundle is not served. */
public enum RefusalReason {
    /** It was not ready within {@code model.load-timeout}. */
    TIMEOUT,
    /** The store does not give it, or the local disk does not take it. */
    UNREACHABLE,
    /** It is not what was announced, or fails a check: of the place, the hash, the file, the weights, the self-test. */
    INVALID,
    /** Its version is no higher than one announced before it, as on a topic that was made anew. */
    OUTRANKED,
    /** Anything else, for example too little memory. */
    ERROR
}
