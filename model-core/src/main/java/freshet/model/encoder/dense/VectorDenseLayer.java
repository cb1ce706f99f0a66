package freshet.model.encoder.dense;

import freshet.model.math.VectorMath;
import freshet.model.math.VectorMatrix;

/** Takes all rows of a call by one matrix product with the Vector API. */
public final class VectorDenseLayer implements DenseLayer {
    private final int inputWidth; // d
    private final int width; // h
    private final Activation activation;
    private final VectorMatrix matrix; // (d, h), columns padded to whole panels

    /** Packs the weights. */
    public VectorDenseLayer(DenseWeights weights) {
        this.inputWidth = weights.inputWidth();
        this.width = weights.width();
        this.activation = weights.activation();
        this.matrix = new VectorMatrix(inputWidth, width, (k, column) -> weights.matrix()[k * width + column]);
    }

    @Override
    public int inputWidth() {
        return inputWidth;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public Pass newPass(int maxRows) {
        return new VectorPass(maxRows);
    }

    private final class VectorPass implements Pass {
        private final float[] tiles; // (⌈maxRows / 4⌉, d, 4)
        private final float[] start; // (h padded); the padding stays zero
        private final float[] sums; // (maxRows rounded up to 4, h padded)

        VectorPass(int maxRows) {
            tiles = new float[VectorMatrix.tiledLength(maxRows, inputWidth)];
            start = new float[matrix.paddedColumns()];
            sums = new float[VectorMatrix.tiledLength(maxRows, matrix.paddedColumns())];
        }

        @Override
        public void apply(float[] inputs, int rows, float[] starts, int startAt, float[] outputs) {
            for (int row = 0; row < rows; row++) {
                VectorMatrix.putRow(inputs, row * inputWidth, inputWidth, tiles, inputWidth, row, 0);
            }
            System.arraycopy(starts, startAt, start, 0, width);
            matrix.multiply(tiles, rows, start, sums);
            int columns = matrix.paddedColumns();
            switch (activation) {
                case SIGMOID -> VectorMath.sigmoid(sums, rows * columns);
                case TANH -> VectorMath.tanh(sums, rows * columns);
                case RELU -> {
                    for (int i = 0; i < rows * columns; i++) {
                        sums[i] = Math.max(sums[i], 0f);
                    }
                }
                case IDENTITY -> {
                    // sums are the outputs
                }
            }
            for (int row = 0; row < rows; row++) {
                System.arraycopy(sums, row * columns, outputs, row * width, width);
            }
        }
    }
}
