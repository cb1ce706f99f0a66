package freshet.model.session;

/** What became of an event that was offered to a session. */
public enum Admission {
    /** It is at its place in the history and is to be answered. */
    ACCEPTED,
    /** The history has it already. */
    DUPLICATE,
    /** It is older than what the history still holds, or its session is over. */
    LATE
}
