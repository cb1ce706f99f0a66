package freshet.trainer.autoencoder;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Numbers from N(0, 1) for the rows of a batch, by Box and Muller 1958. Members of a team draw the
 * same random numbers, each from a generator of its own, and write down those of their own rows.
 */
final class Gaussians {
    private static final double STEP = 0x1.0p-32;

    private final int columns;
    private final List<SplittableRandom> randoms; // of the members, alike
    private final float[] values; // (B, k), as last drawn

    /** @param randoms a generator for each member, all of which give the same numbers */
    Gaussians(int rows, int columns, List<SplittableRandom> randoms) {
        this.columns = columns;
        this.randoms = randoms;
        this.values = new float[Math.multiplyExact(rows, columns)];
    }

    /**
     * Draws anew.
     *
     * @param rows of all members together
     * @param from the member's first row
     * @param to after its last one
     */
    void draw(int member, int rows, int from, int to) {
        SplittableRandom random = randoms.get(member);
        for (int at = 0; at < rows * columns; at++) {
            long bits = random.nextLong();
            if (at >= from * columns && at < to * columns) {
                double radius = ((bits >>> Integer.SIZE) + 1) * STEP; // over 0
                double angle = (bits & 0xFFFF_FFFFL) * STEP * 2 * Math.PI;
                values[at] = (float) (StrictMath.sqrt(-2 * StrictMath.log(radius)) * StrictMath.cos(angle));
            }
        }
    }

    /** The number of a row and column. */
    float value(int row, int column) {
        return values[row * columns + column];
    }
}
