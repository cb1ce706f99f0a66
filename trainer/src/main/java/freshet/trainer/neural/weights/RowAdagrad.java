package freshet.trainer.neural.weights;

import freshet.trainer.linear.Matrix;

/**
 * {@link Adagrad} on the rows of a table that have a gradient; the others are not touched. Gathers
 * a block of rows, updates it in one long loop and scatters it back, which takes half the time of a
 * short loop per row. The velocity of a row decays only when the row takes a step. Holds scratch:
 * for one thread, but others may update other rows of the same table at the same time.
 */
final class RowAdagrad {
    private static final int BLOCK_FLOATS = 4096; // three blocks fit the first-level cache along with a margin

    private final float[] values; // (rows, width)
    private final float[] squares; // (rows, width)
    private final float[] velocities; // (rows, width); none without momentum
    private final float rate;
    private final float momentum;
    private final int width;
    private final int blockRows;
    private final float[] blockValues; // (blockRows, width)
    private final float[] blockSquares; // (blockRows, width)
    private final float[] blockVelocities; // (blockRows, width)
    private final float[] blockGradient; // (blockRows, width)

    /**
     * @param values w (rows, width), which every step changes in place
     * @param squares G (rows, width), which every step changes in place
     * @param velocities v (rows, width), which every step changes in place; none without momentum
     * @param width floats per row
     * @param rate learning rate
     * @param momentum μ, in [0, 1)
     */
    public RowAdagrad(float[] values, float[] squares, float[] velocities, int width, float rate, float momentum) {
        this.values = values;
        this.squares = squares;
        this.velocities = velocities;
        this.rate = rate;
        this.momentum = momentum;
        this.width = width;
        this.blockRows = Math.max(1, BLOCK_FLOATS / width);
        this.blockValues = new float[blockRows * width];
        this.blockSquares = new float[blockRows * width];
        this.blockVelocities = new float[blockRows * width];
        this.blockGradient = new float[blockRows * width];
    }

    /**
     * One step on some rows.
     *
     * @param rows which ones, each at most once; those from index {@code from} to before {@code to}
     *     count
     * @param gradient of each of them, in the same order (rows, width)
     */
    public void step(int[] rows, Matrix gradient, int from, int to) {
        for (int at = from; at < to; at += blockRows) {
            int block = Math.min(blockRows, to - at);
            gradient.get(at, 0, blockGradient, 0, block * width);
            step(rows, at, block);
        }
    }

    /** The same with the gradient in an array. */
    public void step(int[] rows, float[] gradient, int from, int to) {
        for (int at = from; at < to; at += blockRows) {
            int block = Math.min(blockRows, to - at);
            System.arraycopy(gradient, at * width, blockGradient, 0, block * width);
            step(rows, at, block);
        }
    }

    private void step(int[] rows, int from, int block) {
        gather(values, rows, from, block, blockValues);
        gather(squares, rows, from, block, blockSquares);
        if (momentum > 0) {
            gather(velocities, rows, from, block, blockVelocities);
            Adagrad.update(blockValues, blockSquares, blockVelocities, blockGradient, rate, momentum, block * width);
            scatter(blockVelocities, rows, from, block, velocities);
        } else {
            Adagrad.update(blockValues, blockSquares, blockGradient, rate, block * width);
        }
        scatter(blockValues, rows, from, block, values);
        scatter(blockSquares, rows, from, block, squares);
    }

    private void gather(float[] table, int[] rows, int from, int count, float[] block) {
        if (width == 1) {
            for (int row = 0; row < count; row++) {
                block[row] = table[rows[from + row]];
            }
            return;
        }
        for (int row = 0; row < count; row++) {
            System.arraycopy(table, rows[from + row] * width, block, row * width, width);
        }
    }

    private void scatter(float[] block, int[] rows, int from, int count, float[] table) {
        if (width == 1) {
            for (int row = 0; row < count; row++) {
                table[rows[from + row]] = block[row];
            }
            return;
        }
        for (int row = 0; row < count; row++) {
            System.arraycopy(block, row * width, table, rows[from + row] * width, width);
        }
    }
}
