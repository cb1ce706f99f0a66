package freshet.trainer.neural;

/** How a warm start begins with items that the older model does not know. */
public enum NewItems {
    /** With random weights and Adagrad's accumulators at zero, as in a first training. */
    AFRESH,

    /**
     * With a score of zero, and with the accumulators of a typical known item. For losses that want
     * a certain score and not a difference of scores: known items that are not wanted are near zero
     * already, so that random weights or a first step of the whole learning rate put a new item
     * above nearly all of them.
     */
    AT_ZERO
}
