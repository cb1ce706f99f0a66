package freshet.model.serving;

import freshet.model.bundle.BundleException;
import freshet.model.encoder.GruWeights;
import freshet.model.scoring.ItemHead;
import java.util.Locale;

/**
 * Keeps all that a GRU and its item head add up far inside of a float's range, whatever finite weights a bundle holds: a sum that overflows is ±∞,
 * two of those are NaN, and neither can be ranked. Hidden states lie in [−1, 1], each being a mean of the one before and a tanh, so that the terms
 * of an item's score add up to Σ_j |E_ij| + |b_i| at most, and those of a gate to Σ_k |x_k| · max |W| + h · max |U| + max |b|.
 *
 * <p>Squares of what is allowed are finite too, as pruned scoring takes the variance of scores.
 */
final class Magnitudes {
    /** Most that is allowed. Trained models stay below 1e4; at 1e15 neighbouring floats are 6.7e7 apart, and no softmax means anything. */
    static final double LARGEST = 1e15;

    private Magnitudes() {}

    /** @throws BundleException if the score of some item might be larger */
    static void requireScores(ItemHead head) {
        for (int item = 0; item < head.items(); item++) {
            double sum = sum(head.embedding(), item * head.width(), head.width()) + Math.abs(head.bias()[item]);
            require("row " + item + " of \"item.embedding\" and its bias", sum);
        }
    }

    /**
     * @param layer how the names of its tensors begin
     * @param inputs largest Σ_k |x_k| of what the layer takes
     * @throws BundleException if what goes into some gate might be larger
     */
    static void requireGates(String layer, GruWeights weights, double inputs) {
        double most = inputs * largest(weights.input())
                + weights.width() * largest(weights.recurrent())
                + largest(weights.bias());
        require("the weights of layer \"" + layer + "\" times its inputs", most);
    }

    /** The largest Σ_k |x_k| of all rows x (rows, width). */
    static double largestSum(float[] rows, int width) {
        double largest = 0;
        for (int from = 0; from < rows.length; from += width) {
            largest = Math.max(largest, sum(rows, from, width));
        }
        return largest;
    }

    private static double sum(float[] values, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += Math.abs(values[i]);
        }
        return sum;
    }

    private static double largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static void require(String what, double sum) {
        if (sum > LARGEST) {
            throw new BundleException(String.format(
                    Locale.ROOT,
                    "%s add up to %.1e, over the limit of %.0e: train again with a lower learning rate",
                    what,
                    sum,
                    LARGEST));
        }
    }
}
