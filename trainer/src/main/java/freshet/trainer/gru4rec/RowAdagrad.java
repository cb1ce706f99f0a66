package freshet.trainer.gru4rec;

/**
 * {@link Adagrad} on the rows of a table that have a gradient; the others are not touched. Gathers a block of rows, updates it in
 * one long loop and scatters it back, which takes half the time of a short loop per row. For one thread.
 */
final class RowAdagrad {
    private static final int BLOCK_FLOATS = 4096; // three blocks fit the first-level cache along with a margin

    private final float[] values; // (rows, width)
    private final float[] squares; // (rows, width)
    private final float rate;
    private final int width;
    private final int blockRows;
    private final float[] blockValues; // (blockRows, width)
    private final float[] blockSquares; // (blockRows, width)
    private final float[] blockGradient; // (blockRows, width)

    /**
     * @param values the table (rows, width), which every step changes in place
     * @param width floats per row
     * @param rate learning rate
     */
    public RowAdagrad(float[] values, int width, float rate) {
        this.values = values;
        this.squares = new float[values.length];
        this.rate = rate;
        this.width = width;
        this.blockRows = Math.max(1, BLOCK_FLOATS / width);
        this.blockValues = new float[blockRows * width];
        this.blockSquares = new float[blockRows * width];
        this.blockGradient = new float[blockRows * width];
    }

    /**
     * One step on some rows.
     *
     * @param rows which ones, each at most once; the first {@code count} count
     * @param gradient of each of them (count, width)
     */
    public void step(int[] rows, float[] gradient, int count) {
        for (int from = 0; from < count; from += blockRows) {
            int block = Math.min(blockRows, count - from);
            for (int row = 0; row < block; row++) {
                System.arraycopy(values, rows[from + row] * width, blockValues, row * width, width);
                System.arraycopy(squares, rows[from + row] * width, blockSquares, row * width, width);
            }
            System.arraycopy(gradient, from * width, blockGradient, 0, block * width);
            Adagrad.update(blockValues, blockSquares, blockGradient, rate, block * width);
            for (int row = 0; row < block; row++) {
                System.arraycopy(blockValues, row * width, values, rows[from + row] * width, width);
                System.arraycopy(blockSquares, row * width, squares, rows[from + row] * width, width);
            }
        }
    }
}
