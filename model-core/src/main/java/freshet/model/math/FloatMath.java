package freshet.model.math;

/**
 * Single-precision exponential and the functions made of it, about five times as fast as
 * {@link Math#exp}.
 *
 * <p>exp(x) = 2^n · e^r with n = round(x / ln 2) and r = x − n·ln 2 in [−0.35, 0.35], ln 2 split in
 * two so that r is exact (Cody and Waite 1980). e^r is its Taylor polynomial of degree 7, whose
 * truncation error is below 6e-9. Relative error of {@link #exp} at most 3e-7, absolute error of
 * {@link #sigmoid} at most 2e-7 and of {@link #tanh} at most 4e-7; tests hold all three.
 */
public final class FloatMath {
    private static final float LOG2_E = 1.44269504f;
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;

    /** Adding 1.5 · 2^23 to a small float leaves its nearest integer in the low bits. */
    private static final float ROUNDER = 12582912f;

    /** Below it e^x is no normal float and counts as zero. */
    private static final float LOWEST = -87.33f;

    private static final float HIGHEST = 88.37f;

    private FloatMath() {}

    /** e^x; 0 below −87.33, e^88.37 above 88.37, NaN for NaN. */
    public static float exp(float x) {
        if (x < LOWEST) {
            return 0f;
        }
        float bounded = Math.min(x, HIGHEST);
        float rounded = bounded * LOG2_E + ROUNDER;
        int n = Float.floatToRawIntBits(rounded) - Float.floatToRawIntBits(ROUNDER);
        float whole = rounded - ROUNDER;
        float r = bounded - whole * LN2_HIGH - whole * LN2_LOW;
        float p = 1f / 5040;
        p = p * r + 1f / 720;
        p = p * r + 1f / 120;
        p = p * r + 1f / 24;
        p = p * r + 1f / 6;
        p = p * r + 0.5f;
        p = p * r + 1f;
        p = p * r + 1f;
        return p * Float.intBitsToFloat((n + 127) << 23);
    }

    /** 1 / (1 + e^−x). */
    public static float sigmoid(float x) {
        return 1f / (1f + exp(-x));
    }

    /** Hyperbolic tangent, 2·sigmoid(2x) − 1. */
    public static float tanh(float x) {
        return 2f / (1f + exp(-2f * x)) - 1f;
    }
}
