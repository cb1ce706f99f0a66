package freshet.cli.audit;

import java.util.Locale;

/** What can be wrong in a ledger. */
enum Fault {
    /** An event with neither a recommendation nor a rejection. */
    MISSING("missing"),
    /** An event with both. */
    BOTH("both"),
    /**
     * A recommendation or rejection of another event than the one at its coordinates: session, time
     * or bytes differ.
     */
    MISMATCHED("of another event"),
    /** A recommendation or rejection of an event that the events topic does not have. */
    UNKNOWN("unknown"),
    /**
     * A recommendation or rejection that is on its topic again; a fault under exactly-once delivery
     * alone.
     */
    REPEATED("repeated"),
    /** A record on an output topic that is no recommendation or rejection. */
    UNREADABLE("unreadable output"),
    /**
     * A recommendation of an event that the audit cannot read, so that session and time cannot be
     * compared.
     */
    UNCHECKED("unchecked");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    /** For people. */
    String words() {
        return words;
    }

    /** For programs. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
