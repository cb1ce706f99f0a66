package freshet.trainer.mix;

import java.util.List;

/**
 * How models are mixed. Immutable.
 *
 * @param lengths where each class of session lengths starts, rising from 1
 * @param parts of each model its numbers, in their order
 * @param loss mean of −log p of what came next in the sessions that it was fitted to; NaN without
 *     any
 * @param predictions how many these were
 */
public record MixWeights(List<Integer> lengths, List<PartWeights> parts, double loss, int predictions) {

    /**
     * Of one model.
     *
     * @param sharpness what its scores are multiplied with before the softmax; 1 where it has none
     * @param weights by class of lengths, from 0 to 1; those of all models add up to 1
     */
    public record PartWeights(double sharpness, List<Double> weights) {}
}
