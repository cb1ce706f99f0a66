package freshet.trainer.neural;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Dropout with inverted scaling (Srivastava et al. 2014): in training each value becomes 0 with the
 * given rate and is divided by 1 − rate otherwise, which keeps its expectation, so that nothing is
 * to be done outside of training.
 *
 * <p>Members of a team draw the same random numbers, each from a generator of its own, and write
 * down what becomes of their own rows, so that none has to wait for another. They may draw at the
 * same time, each for its rows; then all may read.
 */
public final class Dropout {
    /** Drops nothing. */
    public static final Dropout NONE = new Dropout(0f, 0, 0, List.of());

    private final List<SplittableRandom> randoms; // of the members, alike
    private final int columns;
    private final float[] scales; // of what is kept and of what is dropped
    private final long dropBelow; // 32 random bits below it drop
    private final boolean active;
    private final float[] factors; // (rows, columns), as last drawn

    /**
     * @param rate share of values to drop, in [0, 1)
     * @param rows most rows of values
     * @param columns values in a row
     * @param randoms a generator for each member, all of which give the same numbers
     */
    public Dropout(float rate, int rows, int columns, List<SplittableRandom> randoms) {
        this.randoms = randoms;
        this.columns = columns;
        this.active = rate > 0;
        this.scales = new float[] {1 / (1 - rate), 0};
        this.dropBelow = (long) ((double) rate * (1L << Integer.SIZE));
        this.factors = new float[active ? rows * columns : 0];
    }

    /**
     * Chooses anew which values of a member's rows are dropped. Every member draws as often and for
     * as many rows, else their generators part.
     *
     * @param rows of all members together
     * @param from the member's first row
     * @param to after its last one
     */
    public void draw(int member, int rows, int from, int to) {
        if (active) {
            SplittableRandom random = randoms.get(member);
            int first = from * columns;
            int end = to * columns;
            for (int i = 0; i < rows * columns; i += 2) {
                long bits = random.nextLong();
                if (i + 1 >= first && i < end) {
                    set(i, bits >>> Integer.SIZE, first, end);
                    set(i + 1, bits & 0xFFFF_FFFFL, first, end);
                }
            }
        }
    }

    private void set(int at, long bits, int first, int end) {
        if (at >= first && at < end) {
            factors[at] = factor(bits);
        }
    }

    /** By arithmetic: a branch that goes either way at random costs more than the random number. */
    private float factor(long bits) {
        return scales[(int) ((bits - dropBelow) >>> (Long.SIZE - 1))];
    }

    /**
     * Multiplies a row of values, or the gradient of their results, by factors as last drawn: 0 or
     * 1 / (1 − rate).
     */
    public void apply(float[] values, int row) {
        if (active) {
            for (int i = 0; i < columns; i++) {
                values[i] *= factors[row * columns + i];
            }
        }
    }
}
