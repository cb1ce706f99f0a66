package freshet.trainer.gru4rec;

import java.util.SplittableRandom;

/**
 * Dropout with inverted scaling (Srivastava et al. 2014): in training each value becomes 0 with the given rate and is divided by
 * 1 − rate otherwise, which keeps its expectation, so that nothing is to be done outside of training. One thread draws; then threads may share it.
 */
final class Dropout {
    /** Drops nothing. */
    static final Dropout NONE = new Dropout(0f, 0, 0, new SplittableRandom(0));

    private final SplittableRandom random;
    private final int columns;
    private final float[] scales; // of what is kept and of what is dropped
    private final long dropBelow; // 32 random bits below it drop
    private final boolean active;
    private final float[] factors; // (rows, columns), and one for the odd: as last drawn

    /**
     * @param rate share of values to drop, in [0, 1)
     * @param rows most rows of values
     * @param columns values in a row
     */
    Dropout(float rate, int rows, int columns, SplittableRandom random) {
        this.random = random;
        this.columns = columns;
        this.active = rate > 0;
        this.scales = new float[] {1 / (1 - rate), 0};
        this.dropBelow = (long) ((double) rate * (1L << Integer.SIZE));
        this.factors = new float[active ? rows * columns + 1 : 0];
    }

    /** Chooses anew which values of the first rows are dropped. */
    void draw(int rows) {
        if (active) {
            for (int i = 0; i < rows * columns; i += 2) {
                long bits = random.nextLong();
                factors[i] = factor(bits >>> Integer.SIZE);
                factors[i + 1] = factor(bits & 0xFFFF_FFFFL);
            }
        }
    }

    /** By arithmetic: a branch that goes either way at random costs more than the random number. */
    private float factor(long bits) {
        return scales[(int) ((bits - dropBelow) >>> (Long.SIZE - 1))];
    }

    /** Multiplies a row of values, or the gradient of their results, by factors as last drawn: 0 or 1 / (1 − rate). */
    void apply(float[] values, int row) {
        if (active) {
            for (int i = 0; i < columns; i++) {
                values[i] *= factors[row * columns + i];
            }
        }
    }
}
