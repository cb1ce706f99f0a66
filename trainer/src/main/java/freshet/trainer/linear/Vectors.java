package freshet.trainer.linear;

/** Loops over stretches of an array in a form that the JIT compiler turns into vector instructions. */
public final class Vectors {
    private static final float LOWEST = -80f;
    private static final float ROOT = 1f / 256; // its power is taken by log2(256) = 8 squarings

    private Vectors() {}

    /** The greatest value from index {@code from} to before {@code to}, which is greater. A NaN is passed over but for the first value. */
    public static float max(float[] values, int from, int to) {
        float max = values[from];
        for (int i = from; i < to; i++) {
            if (values[i] > max) {
                max = values[i];
            }
        }
        return max;
    }

    /**
     * Replaces x by exp(x − shift) = exp((x − shift) / 256)^256, the inner one by its Taylor polynomial of degree 6, the power by
     * eight squarings. No table, no branch, no bit pattern stands in the loop's way.
     *
     * <p>The relative error grows with the distance from the shift and stays under 5e-5, and under 2e-5 within a distance of 20; what
     * lies further below than 80 is taken for 80 below, where it gives 2e-35. NaN stays NaN.
     *
     * @param shift no value is greater
     */
    public static void exponentials(float[] values, int from, int to, float shift) {
        for (int i = from; i < to; i++) {
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

    /** Sum in double precision, in four parts, so that an addition need not wait for the one before. */
    public static double sum(float[] values, int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            a += values[i];
            b += values[i + 1];
            c += values[i + 2];
            d += values[i + 3];
        }
        for (; i < to; i++) {
            a += values[i];
        }
        return a + b + c + d;
    }
}
