package freshet.cli.watch;

/** How outcomes are written: one line each, without a line break. */
interface OutcomeForm {

    /** A recommendation. */
    String line(Outcome.Answered outcome);

    /** A rejection. */
    String line(Outcome.Rejected outcome);
}
