package freshet.trainer.linear;

/**
 * Maximum and sum of the first values of an array, by laying one half upon the other again and
 * again. Each time is a loop that the JIT compiler turns into vector instructions, which it does
 * not do with a value carried through a loop; nor with two parts of one array, so that the second
 * half is copied first. Holds scratch: for one thread.
 */
public final class Fold {
    private static final int SHORT = 32;

    private final float[] folded;
    private final float[] half;

    /** @param capacity most values */
    public Fold(int capacity) {
        this.folded = new float[capacity / 2 + 1];
        this.half = new float[capacity / 2 + 1];
    }

    /** The greatest of the first {@code count} values, at least one; NaN if one is NaN. */
    public float max(float[] values, int count) {
        float max = values[0];
        float[] from = values;
        int left = count;
        while (left > SHORT) {
            max = Math.max(max, from[left - 1]); // has no partner if their number is odd
            left /= 2;
            System.arraycopy(from, left, half, 0, left);
            greater(from, half, folded, left);
            from = folded;
        }
        for (int i = 0; i < left; i++) {
            max = Math.max(max, from[i]);
        }
        return max;
    }

    /**
     * The sum of the first {@code count} values; the rounding error grows with the logarithm of
     * their number (pairwise summation).
     */
    public double sum(float[] values, int count) {
        double sum = 0;
        float[] from = values;
        int left = count;
        while (left > SHORT) {
            sum += left % 2 == 1 ? from[left - 1] : 0;
            left /= 2;
            System.arraycopy(from, left, half, 0, left);
            add(from, half, folded, left);
            from = folded;
        }
        for (int i = 0; i < left; i++) {
            sum += from[i];
        }
        return sum;
    }

    private static void greater(float[] a, float[] b, float[] into, int count) {
        for (int i = 0; i < count; i++) {
            into[i] = Math.max(a[i], b[i]);
        }
    }

    private static void add(float[] a, float[] b, float[] into, int count) {
        for (int i = 0; i < count; i++) {
            into[i] = a[i] + b[i];
        }
    }
}
