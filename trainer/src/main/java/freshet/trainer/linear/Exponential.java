package freshet.trainer.linear;

/**
 * exp, and what is made of it, in single precision.
 *
 * <p>exp(x) = 2ⁿ·exp(r) with n the whole number nearest to x/ln 2 and |r| ≤ ln 2 / 2, and exp(r) by its Taylor polynomial of
 * degree 6, whose remainder is under 1.3e-7. The relative error of {@link #exp} stays under 4e-7, the absolute error of
 * {@link #sigmoid} and {@link #tanh} under 5e-7.
 */
public final class Exponential {
    /** Below this {@link #exp} gives 0: the true value is under 1.2e-38, the smallest normal float. */
    public static final float LOWEST = -87.3f;

    private static final float HIGHEST = 88.3f; // exp of it is 2.2e38, still finite
    private static final float LOG2_E = 1.442695041f;
    // ln 2 in two parts, so that n·ln 2 is exact to more digits than one float has.
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;
    // Adding 1.5·2²³ leaves no bits for a fraction: the sum's low bits are the rounded whole number.
    private static final float ROUNDER = 12582912f;
    private static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);
    private static final int EXPONENT_BIAS = 127;
    private static final int MANTISSA_BITS = 23;

    private Exponential() {}

    /** exp(x); 0 below {@link #LOWEST}, the value at 88.3 above 88.3, NaN for NaN. */
    public static float exp(float x) {
        if (x < LOWEST) {
            return 0f;
        }
        float bounded = Math.min(x, HIGHEST);
        float shifted = bounded * LOG2_E + ROUNDER;
        float n = shifted - ROUNDER;
        float r = bounded - n * LN2_HIGH - n * LN2_LOW;
        float p = 1f + r * (1f + r * (1f / 2 + r * (1f / 6 + r * (1f / 24 + r * (1f / 120 + r * (1f / 720))))));
        int exponent = Float.floatToRawIntBits(shifted) - ROUNDER_BITS + EXPONENT_BIAS;
        return p * Float.intBitsToFloat(exponent << MANTISSA_BITS);
    }

    /** 1 / (1 + exp(−x)). */
    public static float sigmoid(float x) {
        return 1f / (1f + exp(-x));
    }

    /** tanh(x) = 1 − 2 / (1 + exp(2x)). */
    public static float tanh(float x) {
        return 1f - 2f / (1f + exp(2f * x));
    }
}
