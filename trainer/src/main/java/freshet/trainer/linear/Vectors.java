package freshet.trainer.linear;

/**
 * Loops over the first elements of arrays in a form that the JIT compiler turns into vector
 * instructions. {@link Math#fma} is one instruction where there is AVX2 or ARM, and gives the same
 * everywhere. Stateless.
 */
public final class Vectors {
    private static final float LOWEST = -80f;
    private static final float ROOT = 1f / 256; // its power is taken by log2(256) = 8 squarings
    private static final float SATURATED = 16f; // σ is within 2e-7 of 1
    private static final float SATURATED_ROOT = 1f / 16; // four squarings

    private Vectors() {}

    /**
     * Replaces each of the first {@code count} values x by exp(x − shift) = exp((x − shift) /
     * 256)^256, the inner one by its Taylor polynomial of degree 6, the power by eight squarings.
     * The loop has no table, no branch and no bit pattern.
     *
     * <p>The relative error grows with the distance from the shift and stays under 5e-5, and under
     * 2e-5 within a distance of 20; what lies further below than 80 is taken for 80 below, where it
     * gives 2e-35. NaN stays NaN.
     *
     * @param shift no value is greater
     */
    public static void exponentials(float[] values, int count, float shift) {
        for (int i = 0; i < count; i++) {
            float t = Math.max(values[i] - shift, LOWEST) * ROOT;
            float p = Math.fma(t, 1f / 720, 1f / 120);
            p = Math.fma(t, p, 1f / 24);
            p = Math.fma(t, p, 1f / 6);
            p = Math.fma(t, p, 1f / 2);
            p = Math.fma(t, p, 1f);
            p = Math.fma(t, p, 1f);
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            values[i] = p;
        }
    }

    /**
     * Replaces each of the first {@code count} values x by σ(x) = 1 / (1 + exp(−x/16)^16), with the
     * exponential's Taylor polynomial of degree 9 and x bounded by ±16. The absolute error is at
     * most 5e-7. NaN stays NaN.
     */
    public static void sigmoids(float[] values, int count) {
        for (int i = 0; i < count; i++) {
            float t = Math.min(Math.max(values[i], -SATURATED), SATURATED) * -SATURATED_ROOT;
            float p = Math.fma(t, 1f / 362880, 1f / 40320);
            p = Math.fma(t, p, 1f / 5040);
            p = Math.fma(t, p, 1f / 720);
            p = Math.fma(t, p, 1f / 120);
            p = Math.fma(t, p, 1f / 24);
            p = Math.fma(t, p, 1f / 6);
            p = Math.fma(t, p, 1f / 2);
            p = Math.fma(t, p, 1f);
            p = Math.fma(t, p, 1f);
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            values[i] = 1f / (1f + p);
        }
    }

    /**
     * Replaces each of the first {@code count} values x by tanh(x) = 2 σ(2x) − 1. The absolute
     * error is at most 1e-6. NaN stays NaN.
     */
    public static void hyperbolicTangents(float[] values, int count) {
        scale(values, 2f, count);
        sigmoids(values, count);
        for (int i = 0; i < count; i++) {
            values[i] = 2 * values[i] - 1;
        }
    }

    /** Multiplies the first {@code count} values by factors of their own. */
    public static void multiply(float[] values, float[] factors, int count) {
        for (int i = 0; i < count; i++) {
            values[i] *= factors[i];
        }
    }

    /** Multiplies the first {@code count} values by one factor. */
    public static void scale(float[] values, float factor, int count) {
        for (int i = 0; i < count; i++) {
            values[i] *= factor;
        }
    }

    /** Adds to the first {@code count} values. */
    public static void add(float[] values, float[] more, int count) {
        for (int i = 0; i < count; i++) {
            values[i] += more[i];
        }
    }

    /** Adds a multiple to the first {@code count} values. */
    public static void addMultiple(float[] values, float factor, float[] more, int count) {
        for (int i = 0; i < count; i++) {
            values[i] += factor * more[i];
        }
    }
}
