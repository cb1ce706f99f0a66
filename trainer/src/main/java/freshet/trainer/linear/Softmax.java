package freshet.trainer.linear;

/**
 * Weighted softmax in place: values are shifted so that the greatest is 0, then
 * {@link Vectors#exponentials}, each times its weight, are divided by their sum. Holds scratch: for
 * one thread.
 */
public final class Softmax {
    private final Fold fold;

    /** @param capacity most values */
    public Softmax(int capacity) {
        this.fold = new Fold(capacity);
    }

    /**
     * Replaces the first {@code count} values x by scale · wᵢ exp(xᵢ) / Σ w exp(x).
     *
     * @param values at least one; {@code -Infinity} is allowed but for the greatest
     * @param weights w, at least 0; that of the greatest value is not much less than 1
     * @param scale what the results sum to
     * @return log Σ w exp(x); NaN if a value is NaN or {@code +Infinity}
     */
    public double inPlace(float[] values, float[] weights, int count, float scale) {
        float max = fold.max(values, count);
        Vectors.exponentials(values, count, max);
        Vectors.multiply(values, weights, count);
        double sum = fold.sum(values, count);
        Vectors.scale(values, (float) (scale / sum), count);
        return Math.log(sum) + max;
    }
}
