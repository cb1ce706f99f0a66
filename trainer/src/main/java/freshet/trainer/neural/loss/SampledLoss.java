package freshet.trainer.neural.loss;

/**
 * A loss of one session over candidate items, of which one is the target. A candidate that is among
 * the negatives several times has that many equal terms in the loss, whether the number is whole or
 * not.
 */
interface SampledLoss {

    /**
     * Computes the loss and overwrites the scores with its gradient.
     *
     * @param scores of the candidates (N); become the gradient of the loss, times {@code scale}
     * @param target which candidate is the session's next item
     * @param negatives how often each candidate is a negative of this session (N), 0 for the target
     * @param count N; what is beyond it stays as it is
     * @return the loss
     */
    double differentiate(float[] scores, int target, float[] negatives, int count, float scale);

    /** How it is to allow for how often an item is a candidate. */
    LogQUse logQUse();

    /** Where a loss has need of {@link LogQ}. */
    enum LogQUse {
        /**
         * It is taken off the negatives' scores: the sum of e^score over them estimates that over
         * all items.
         */
        NEGATIVES_SCORES,
        /**
         * It is taken off every score, the target's too: the loss tells the target from what is
         * there by chance.
         */
        ALL_SCORES,
        /**
         * A negative counts 1/Q times, for what it is expected to be drawn: weighted sums over them
         * estimate those over all items.
         */
        NEGATIVES_WEIGHTS
    }
}
