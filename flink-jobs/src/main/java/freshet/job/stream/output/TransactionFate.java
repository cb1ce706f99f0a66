package freshet.job.stream.output;

/** What became of a transaction that the broker refuses to commit. */
enum TransactionFate {
    /** It is committed: what is refused is a second commit. */
    COMMITTED,
    /** The broker has aborted it, and readers of committed records never see what is in it. */
    ABORTED,
    /**
     * Its name belongs to a later transaction; a writer takes a name again after its commit alone.
     */
    NAME_TAKEN,
    /** The broker has forgotten its name, which it does some days after the last use. */
    FORGOTTEN,
    /** It is open still: the refusal had another reason. */
    OPEN
}
