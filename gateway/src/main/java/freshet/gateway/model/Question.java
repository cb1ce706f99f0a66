package freshet.gateway.model;

/** What an answering thread is asked. */
sealed interface Question permits Ranking, Reading {

    /** Answers by a failure. */
    void fail(Throwable cause);
}
