package freshet.cli.audit;

/** What can be wrong in a ledger. */
enum Fault {
    /** An event with neither a recommendation nor a rejection. */
    MISSING,
    /** An event with both. */
    BOTH,
    /** A recommendation or rejection of an event that the events topic does not have. */
    UNKNOWN,
    /** A recommendation or rejection that stands on its topic again; a fault under exactly-once delivery alone. */
    REPEATED,
    /** A record on an output topic that cannot be read. */
    UNREADABLE
}
