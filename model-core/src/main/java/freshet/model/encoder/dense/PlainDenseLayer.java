package freshet.model.encoder.dense;

import freshet.model.math.FloatMath;

/** Takes one row after the other, in loops that the compiler turns into vector instructions. */
public final class PlainDenseLayer implements DenseLayer {
    private final DenseWeights weights;

    public PlainDenseLayer(DenseWeights weights) {
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
    public Pass newPass(int maxRows) {
        return this::apply; // needs no scratch
    }

    private void apply(float[] inputs, int rows, float[] starts, int startAt, float[] outputs) {
        int h = weights.width();
        for (int row = 0; row < rows; row++) {
            int at = row * h;
            System.arraycopy(starts, startAt, outputs, at, h);
            for (int k = 0; k < weights.inputWidth(); k++) {
                float x = inputs[row * weights.inputWidth() + k];
                for (int j = 0; j < h; j++) {
                    outputs[at + j] += x * weights.matrix()[k * h + j];
                }
            }
            activate(outputs, at, h);
        }
    }

    private void activate(float[] values, int from, int count) {
        switch (weights.activation()) {
            case SIGMOID -> {
                for (int i = from; i < from + count; i++) {
                    values[i] = FloatMath.sigmoid(values[i]);
                }
            }
            case TANH -> {
                for (int i = from; i < from + count; i++) {
                    values[i] = FloatMath.tanh(values[i]);
                }
            }
            case RELU -> {
                for (int i = from; i < from + count; i++) {
                    values[i] = Math.max(values[i], 0f);
                }
            }
            case IDENTITY -> {
                // sums are the outputs
            }
        }
    }
}
