package freshet.model.encoder.recurrent;

import static freshet.model.math.VectorMatrix.LANES;

import freshet.model.math.VectorMath;
import freshet.model.math.VectorMatrix;

/**
 * Adds up all sessions of a batch by one matrix product with the Vector API, [x h] · [W; U] + b
 * with input and hidden state side by side. Each block's columns are padded to whole vectors.
 */
public final class VectorGates implements Gates {
    private final int inputWidth; // d
    private final int width; // h
    private final int block; // H, h rounded up to whole vectors
    private final VectorMatrix matrix; // (d + h, kH)
    private final float[] bias; // (kH), padded

    /** Packs the weights. */
    public VectorGates(CellWeights weights) {
        inputWidth = weights.inputWidth();
        width = weights.width();
        block = (width + LANES - 1) / LANES * LANES;
        int columns = weights.blocks() * block;
        matrix = new VectorMatrix(inputWidth + width, columns, (k, column) -> weight(weights, k, column));
        float[] spread = new float[columns];
        for (int i = 0; i < weights.blocks(); i++) {
            System.arraycopy(weights.bias(), i * width, spread, i * block, width);
        }
        bias = matrix.padded(spread, 0, columns, 0f);
    }

    /** [W; U] (d + h, kH) with padded columns. */
    private float weight(CellWeights weights, int k, int paddedColumn) {
        int column = paddedColumn % block;
        if (column >= width) {
            return 0f;
        }
        int at = paddedColumn / block * width + column;
        return k < inputWidth
                ? weights.input()[k * weights.columns() + at]
                : weights.recurrent()[(k - inputWidth) * weights.columns() + at];
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
    public int block() {
        return block;
    }

    @Override
    public int stride() {
        return matrix.paddedColumns();
    }

    @Override
    public Sums newSums(int maxBatch) {
        int depth = inputWidth + width;
        float[] tiles = new float[VectorMatrix.tiledLength(maxBatch, depth)];
        float[] sums = new float[VectorMatrix.tiledLength(maxBatch, stride())];
        return (inputs, inputAt, states, stateAt, count) -> {
            for (int i = 0; i < count; i++) {
                VectorMatrix.putRow(inputs, inputAt[i], inputWidth, tiles, depth, i, 0);
                VectorMatrix.putRow(states, stateAt[i], width, tiles, depth, i, inputWidth);
            }
            matrix.multiply(tiles, count, bias, sums);
            return sums;
        };
    }

    @Override
    public void sigmoid(float[] values, int length) {
        VectorMath.sigmoid(values, length);
    }

    @Override
    public void tanh(float[] values, int length) {
        VectorMath.tanh(values, length);
    }
}
