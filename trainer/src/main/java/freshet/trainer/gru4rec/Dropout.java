package freshet.trainer.gru4rec;

import java.util.SplittableRandom;

/**
 * Dropout with inverted scaling (Srivastava et al. 2014): in training each value becomes 0 with the given rate and is divided by
 * 1 − rate otherwise, which keeps its expectation, so that nothing is to be done outside of training. For one thread.
 */
final class Dropout {
    /** Drops nothing. */
    static final Dropout NONE = new Dropout(0f, 0, new SplittableRandom(0));

    private final SplittableRandom random;
    private final float keptScale;
    private final int dropBelow; // a random int below it drops
    private final boolean active;
    private final float[] factors; // (capacity): 0 or keptScale, from the last forward pass

    /**
     * @param rate share of values to drop, in [0, 1)
     * @param capacity most values in one pass
     */
    public Dropout(float rate, int capacity, SplittableRandom random) {
        this.random = random;
        this.active = rate > 0;
        this.keptScale = 1 / (1 - rate);
        this.dropBelow = (int) (Integer.MIN_VALUE + (double) rate * (1L << Integer.SIZE));
        this.factors = new float[capacity];
    }

    /** Drops among the first {@code count} values, in place. */
    public void forward(float[] values, int count) {
        if (active) {
            for (int i = 0; i < count; i++) {
                factors[i] = random.nextInt() < dropBelow ? 0f : keptScale;
            }
            backward(values, count);
        }
    }

    /** Turns the gradient of the last forward pass's result into that of its argument, in place. */
    public void backward(float[] gradient, int count) {
        if (active) {
            for (int i = 0; i < count; i++) {
                gradient[i] *= factors[i];
            }
        }
    }
}
