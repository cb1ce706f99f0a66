package freshet.trainer.linear;

/**
 * Loops over the first elements of an array in a form that the JIT compiler turns into vector instructions: no sum or maximum runs through a
 * loop, every loop writes an array. For the same arguments they give the same result each time.
 */
public final class Vectors {
    private static final float LOWEST = -80f;
    private static final float ROOT = 1f / 256; // its power is taken by log2(256) = 8 squarings
    private static final int SHORT = 32;

    private Vectors() {}

    /**
     * The greatest of the first {@code count} values, at least one; NaN if one is NaN.
     *
     * @param scratch at least half as long
     */
    public static float max(float[] values, int count, float[] scratch) {
        float[] from = values;
        int left = count;
        while (left > SHORT) {
            int half = left / 2;
            for (int i = 0; i < half; i++) {
                scratch[i] = Math.max(from[i], from[half + i]);
            }
            if (left % 2 == 1) {
                scratch[0] = Math.max(scratch[0], from[left - 1]);
            }
            from = scratch;
            left = half;
        }
        float max = from[0];
        for (int i = 1; i < left; i++) {
            max = Math.max(max, from[i]);
        }
        return max;
    }

    /**
     * The sum of the first {@code count} values, halves upon halves (pairwise), so that the rounding error grows with the logarithm of their number.
     *
     * @param scratch at least half as long
     */
    public static double sum(float[] values, int count, float[] scratch) {
        float[] from = values;
        int left = count;
        double odd = 0;
        while (left > SHORT) {
            int half = left / 2;
            odd += left % 2 == 1 ? from[left - 1] : 0;
            for (int i = 0; i < half; i++) {
                scratch[i] = from[i] + from[half + i];
            }
            from = scratch;
            left = half;
        }
        double sum = odd;
        for (int i = 0; i < left; i++) {
            sum += from[i];
        }
        return sum;
    }

    /**
     * Replaces each of the first {@code count} values x by exp(x − shift) = exp((x − shift) / 256)^256, the inner one by its Taylor polynomial of
     * degree 6, the power by eight squarings. No table, no branch, no bit pattern stands in the loop's way.
     *
     * <p>The relative error grows with the distance from the shift and stays under 5e-5, and under 2e-5 within a distance of 20; what
     * lies further below than 80 is taken for 80 below, where it gives 2e-35. NaN stays NaN.
     *
     * @param shift no value is greater
     */
    public static void exponentials(float[] values, int count, float shift) {
        for (int i = 0; i < count; i++) {
            float t = Math.max(values[i] - shift, LOWEST) * ROOT;
            float p = 1f + t * (1f + t * (1f / 2 + t * (1f / 6 + t * (1f / 24 + t * (1f / 120 + t * (1f / 720))))));
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
}
