package freshet.trainer.gru4rec;

/** Where a loss has need of {@link LogQ}. */
enum LogQUse {
    /** It is taken off the negatives' scores: the sum of e^score over them estimates that over all items. */
    NEGATIVES_SCORES,
    /** It is taken off every score, the target's too: the loss tells the target from what is there by chance. */
    ALL_SCORES,
    /** A negative counts 1/Q times, for what it is expected to be drawn: weighted sums over them estimate those over all items. */
    NEGATIVES_WEIGHTS
}
