package freshet.model.encoder.dense;

/**
 * Layer normalisation (Ba et al. 2016) of a row: y = g ⊙ (x − μ) / √(σ² + ε) + b, μ and σ² the mean
 * and the variance of the row. Immutable; threads share it.
 *
 * @param gain g (d)
 * @param bias b (d)
 */
public record LayerNorm(float[] gain, float[] bias) {
    private static final float EPSILON = 1e-5f;

    /**
     * @param x holds the row from {@code at} on (d)
     * @param y receives the result from {@code to} on; may be x
     */
    public void apply(float[] x, int at, float[] y, int to) {
        int d = gain.length;
        float sum = 0;
        for (int i = 0; i < d; i++) {
            sum += x[at + i];
        }
        float mean = sum / d;
        float squares = 0;
        for (int i = 0; i < d; i++) {
            float deviation = x[at + i] - mean;
            squares += deviation * deviation;
        }
        float scale = (float) (1 / Math.sqrt(squares / d + EPSILON));
        for (int i = 0; i < d; i++) {
            y[to + i] = gain[i] * ((x[at + i] - mean) * scale) + bias[i];
        }
    }
}
