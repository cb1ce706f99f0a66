package freshet.model.kind;

import freshet.model.bundle.BundleException;
import java.util.Locale;

/**
 * Keeps all that a model adds up far inside of a float's range, for all finite weights that a
 * bundle holds: a sum that overflows is ±∞, two of those are NaN, and neither can be ranked. A sum
 * of products is at most the sum of their magnitudes: Σ_k |x_k w_kj| + |b_j|. A kind bounds what
 * its layers take (x), adds up its weights with the helpers below, and requires the result to be
 * small enough.
 *
 * <p>Squares of what is allowed are finite too, as pruned scoring takes the variance of scores.
 */
public final class Magnitudes {
    /**
     * Most that is allowed. Trained models stay below 1e4; at 1e15 neighbouring floats are 6.7e7
     * apart, and no softmax means anything.
     */
    public static final double LARGEST = 1e15;

    private Magnitudes() {}

    /**
     * Refuses a bundle in which some sum might be too large.
     *
     * @param what is added up, in words, plural
     * @param sum of magnitudes
     * @throws BundleException if the sum is above {@link #LARGEST}
     */
    public static void require(String what, double sum) {
        if (sum > LARGEST) {
            throw new BundleException(String.format(
                    Locale.ROOT,
                    "%s add up to %.1e, over the limit of %.0e: train again with a lower learning rate",
                    what,
                    sum,
                    LARGEST));
        }
    }

    /** The largest Σ_k |x_k| of all rows x (rows, width). */
    public static double largestSum(float[] rows, int width) {
        double largest = 0;
        for (int from = 0; from < rows.length; from += width) {
            largest = Math.max(largest, sum(rows, from, width));
        }
        return largest;
    }

    /** Σ |x| of {@code count} values from {@code from} on. */
    public static double sum(float[] values, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += Math.abs(values[i]);
        }
        return sum;
    }

    /** The largest |x|. */
    public static double largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
