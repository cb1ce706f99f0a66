package freshet.trainer.linear;

/** Softmax in place: values are shifted so that the greatest is 0, then {@link Vectors#exponentials} are divided by their sum. */
public final class Softmax {
    private Softmax() {}

    /**
     * Replaces x by scale · softmax(x).
     *
     * @param values holds x from index {@code from} to before {@code to}, which is greater; {@code -Infinity} is allowed but for the
     *     greatest
     * @param scale what the results sum to
     * @return log Σ exp(x); NaN if a value is NaN or {@code +Infinity}
     */
    public static double inPlace(float[] values, int from, int to, float scale) {
        float max = Vectors.max(values, from, to);
        Vectors.exponentials(values, from, to, max);
        double sum = Vectors.sum(values, from, to);
        float factor = (float) (scale / sum);
        for (int i = from; i < to; i++) {
            values[i] *= factor;
        }
        return Math.log(sum) + max;
    }
}
