package freshet.trainer.neural.loss;

/**
 * What is minimised. Immutable.
 *
 * @param loss which loss
 * @param labelSmoothing share of cross-entropy's target that the negatives get
 * @param bpreg weight of BPR-max's score regularisation
 * @param elu α of BPR-max's final activation; 0 for none
 */
public record LossSettings(Loss loss, float labelSmoothing, float bpreg, float elu) {

    /** The losses to choose from. */
    public enum Loss {
        CROSS_ENTROPY,
        BPR_MAX,
        BCE,
        SQUARED_ERROR
    }

    /** @param capacity most candidates in one step */
    SampledLoss criterion(int capacity) {
        return switch (loss) {
            case CROSS_ENTROPY -> new CrossEntropy(labelSmoothing, capacity);
            case BPR_MAX -> new BprMax(bpreg, elu, capacity);
            case BCE -> new BinaryCrossEntropy(capacity);
            case SQUARED_ERROR -> new SquaredError();
        };
    }

    /**
     * Whether the item biases start at {@link LogQ#startAtPrior}, see {@link BinaryCrossEntropy}.
     */
    public boolean startsAtPrior() {
        return loss == Loss.BCE;
    }

    /**
     * Whether it wants a certain score of every item; the others judge differences of scores, or
     * have a bias for how rarely an item is wanted.
     */
    public boolean wantsScores() {
        return loss == Loss.SQUARED_ERROR;
    }
}
