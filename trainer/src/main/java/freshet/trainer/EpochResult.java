package freshet.trainer;

import java.util.Optional;

/**
 * What one pass over the training data gave. Immutable.
 *
 * @param epoch its number, from 1
 * @param loss mean loss per prediction
 * @param seconds how long the pass took, without its validation
 * @param validated what its model reached on the validation sessions; empty without any
 */
public record EpochResult(int epoch, double loss, double seconds, Optional<Accuracy> validated) {

    /**
     * How well a model predicts.
     *
     * @param recall Recall@20 in [0, 1]
     * @param mrr MRR@20 in [0, 1]
     */
    public record Accuracy(double recall, double mrr) {}

    /** The same with what its model reached on the validation sessions. */
    EpochResult validated(double recall, double mrr) {
        return new EpochResult(epoch, loss, seconds, Optional.of(new Accuracy(recall, mrr)));
    }
}
