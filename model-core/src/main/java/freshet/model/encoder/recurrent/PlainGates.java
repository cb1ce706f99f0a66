package freshet.model.encoder.recurrent;

import freshet.model.math.FloatMath;

/**
 * Adds up one session after the other, in loops that the compiler turns into vector instructions.
 */
public final class PlainGates implements Gates {
    private final CellWeights weights;

    public PlainGates(CellWeights weights) {
        this.weights = weights;
    }

    @Override
    public int inputWidth() {
        return weights.inputWidth();
    }

    @Override
    public int width() {
        return weights.width();
    }

    @Override
    public int block() {
        return weights.width();
    }

    @Override
    public int stride() {
        return weights.columns();
    }

    @Override
    public Sums newSums(int maxBatch) {
        float[] sums = new float[Math.multiplyExact(maxBatch, stride())];
        return (inputs, inputAt, states, stateAt, count) -> {
            for (int i = 0; i < count; i++) {
                int to = i * stride();
                System.arraycopy(weights.bias(), 0, sums, to, stride());
                addProduct(inputs, inputAt[i], weights.inputWidth(), weights.input(), sums, to);
                addProduct(states, stateAt[i], weights.width(), weights.recurrent(), sums, to);
            }
            return sums;
        };
    }

    /** sums += v (n) · M (n, kh). */
    private void addProduct(float[] vector, int from, int n, float[] matrix, float[] sums, int to) {
        int columns = stride();
        for (int i = 0; i < n; i++) {
            float v = vector[from + i];
            int row = i * columns;
            for (int j = 0; j < columns; j++) {
                sums[to + j] += v * matrix[row + j];
            }
        }
    }

    @Override
    public void sigmoid(float[] values, int length) {
        for (int i = 0; i < length; i++) {
            values[i] = FloatMath.sigmoid(values[i]);
        }
    }

    @Override
    public void tanh(float[] values, int length) {
        for (int i = 0; i < length; i++) {
            values[i] = FloatMath.tanh(values[i]);
        }
    }
}
