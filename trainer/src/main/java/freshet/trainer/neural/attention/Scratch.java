package freshet.trainer.neural.attention;

import freshet.trainer.linear.Fold;
import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.Vectors;
import java.util.Arrays;

/** What one thread needs of its own while it works on rows. What a row holds, its user says. */
public final class Scratch {
    public final float[] row; // (h)
    public final float[] other; // (h)
    public final float[] sum; // (h)
    public final float[] second; // (h): another sum
    private final Fold fold;

    /** @param width h */
    public Scratch(int width) {
        this.row = new float[width];
        this.other = new float[width];
        this.sum = new float[width];
        this.second = new float[width];
        this.fold = new Fold(width);
    }

    /** The sum of {@code row}. */
    public float rowSum() {
        return (float) fold.sum(row, row.length);
    }

    /** {@code row} · values; overwrites {@code row}. */
    public float rowTimes(float[] values) {
        Vectors.multiply(row, values, row.length);
        return (float) fold.sum(row, row.length);
    }

    /**
     * Sums some columns over rows; overwrites {@code sum} and {@code row}.
     *
     * @param rows (count, h)
     * @param into receives the sums at the same columns (1, h)
     * @param from the first column
     * @param to after the last one
     */
    public void sumColumns(Matrix rows, int count, Matrix into, int from, int to) {
        Arrays.fill(sum, 0, to - from, 0f);
        for (int i = 0; i < count; i++) {
            rows.get(i, from, row, 0, to - from);
            Vectors.add(sum, row, to - from);
        }
        into.put(0, from, sum, 0, to - from);
    }
}
