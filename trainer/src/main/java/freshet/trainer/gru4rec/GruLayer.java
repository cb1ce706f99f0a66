package freshet.trainer.gru4rec;

import freshet.model.math.FloatMath;
import freshet.trainer.linear.Sgemm;

/**
 * One GRU layer over a batch, forward and backward (Hidasi et al. 2016, equations 1–4; reset before the product):
 *
 * <pre>
 * r  = σ(W_r x + U_r h + b_r)         z = σ(W_z x + U_z h + b_z)
 * n  = tanh(W_n x + U_n (r ⊙ h) + b_n)
 * h' = (1 − z) ⊙ h + z ⊙ n
 * </pre>
 *
 * A layer without input weights is given W x in place of x. Buffers are allocated once. For one thread.
 */
final class GruLayer {
    private final GruWeights weights;
    private final int d;
    private final int h;
    private final float[] fromInput; // (B, 3h): W x
    private final float[] fromHidden; // (B, 2h): U_r h | U_z h
    private final float[] gradInput; // (B, 3h): gradient of what stands inside σ, σ, tanh
    private final float[] gradGates; // (B, 2h): its first two thirds
    private final float[] gradCandidate; // (B, h): its last third
    private final float[] gradResetHidden; // (B, h)

    /** @param batchSize most sessions in one step */
    public GruLayer(GruWeights weights, int batchSize) {
        this.weights = weights;
        this.d = weights.inputWidth;
        this.h = weights.width;
        this.fromInput = new float[batchSize * 3 * h];
        this.fromHidden = new float[batchSize * 2 * h];
        this.gradInput = new float[batchSize * 3 * h];
        this.gradGates = new float[batchSize * 2 * h];
        this.gradCandidate = new float[batchSize * h];
        this.gradResetHidden = new float[batchSize * h];
    }

    /**
     * One step of a batch.
     *
     * @param x input (batch, inputColumns)
     * @param trace holds the state before the step and receives all the rest
     */
    public void forward(float[] x, GruTrace trace, int batch) {
        if (d == 0) {
            System.arraycopy(x, 0, fromInput, 0, batch * 3 * h);
        } else {
            Sgemm.multiply(x, weights.input, fromInput, batch, d, 3 * h);
        }
        float[] before = trace.before;
        float[] gates = trace.gates;
        Sgemm.multiply(before, weights.recurrentGates, fromHidden, batch, h, 2 * h);
        for (int row = 0; row < batch; row++) {
            for (int i = 0; i < 2 * h; i++) {
                gates[row * 2 * h + i] =
                        FloatMath.sigmoid(fromInput[row * 3 * h + i] + fromHidden[row * 2 * h + i] + weights.bias[i]);
            }
            for (int i = 0; i < h; i++) {
                trace.resetHidden[row * h + i] = gates[row * 2 * h + i] * before[row * h + i];
            }
        }
        float[] candidate = trace.candidate;
        Sgemm.multiply(trace.resetHidden, weights.recurrentCandidate, candidate, batch, h, h);
        for (int row = 0; row < batch; row++) {
            for (int i = 0; i < h; i++) {
                int at = row * h + i;
                float n = FloatMath.tanh(fromInput[row * 3 * h + 2 * h + i] + candidate[at] + weights.bias[2 * h + i]);
                float z = gates[row * 2 * h + h + i];
                candidate[at] = n;
                trace.after[at] = (1 - z) * before[at] + z * n;
            }
        }
    }

    /**
     * Gradients of a forward step.
     *
     * @param x its input (batch, inputColumns)
     * @param gradAfter gradient of the state after it (batch, h)
     * @param gradient to which the gradient of the weights is added
     * @param gradX receives the gradient of the input (batch, inputColumns)
     */
    public void backward(float[] x, GruTrace trace, float[] gradAfter, GruWeights gradient, float[] gradX, int batch) {
        differentiateGates(trace, gradAfter, batch);
        Sgemm.addTransposedProduct(trace.before, gradGates, gradient.recurrentGates, h, batch, 2 * h);
        Sgemm.addTransposedProduct(trace.resetHidden, gradCandidate, gradient.recurrentCandidate, h, batch, h);
        addRows(gradInput, gradient.bias, batch);
        if (d == 0) {
            System.arraycopy(gradInput, 0, gradX, 0, batch * 3 * h);
        } else {
            Sgemm.addTransposedProduct(x, gradInput, gradient.input, d, batch, 3 * h);
            Sgemm.multiplyByTransposed(gradInput, weights.input, gradX, batch, 3 * h, d);
        }
    }

    /**
     * After {@link #backward} with the same arguments, the gradient of the state before the step.
     *
     * @param gradBefore receives it (batch, h)
     */
    public void backwardToState(GruTrace trace, float[] gradAfter, float[] gradBefore, int batch) {
        for (int row = 0; row < batch; row++) {
            for (int i = 0; i < h; i++) {
                int at = row * h + i;
                float r = trace.gates[row * 2 * h + i];
                float z = trace.gates[row * 2 * h + h + i];
                gradBefore[at] = gradAfter[at] * (1 - z) + gradResetHidden[at] * r;
            }
        }
        Sgemm.addProductByTransposed(gradGates, weights.recurrentGates, gradBefore, batch, 2 * h, h);
    }

    private void differentiateGates(GruTrace trace, float[] gradAfter, int batch) {
        for (int row = 0; row < batch; row++) {
            for (int i = 0; i < h; i++) {
                int at = row * h + i;
                float n = trace.candidate[at];
                float z = trace.gates[row * 2 * h + h + i];
                gradCandidate[at] = gradAfter[at] * z * (1 - n * n);
                gradGates[row * 2 * h + h + i] = gradAfter[at] * (n - trace.before[at]) * z * (1 - z);
            }
        }
        Sgemm.multiplyByTransposed(gradCandidate, weights.recurrentCandidate, gradResetHidden, batch, h, h);
        for (int row = 0; row < batch; row++) {
            for (int i = 0; i < h; i++) {
                float r = trace.gates[row * 2 * h + i];
                gradGates[row * 2 * h + i] = gradResetHidden[row * h + i] * trace.before[row * h + i] * r * (1 - r);
            }
            System.arraycopy(gradGates, row * 2 * h, gradInput, row * 3 * h, 2 * h);
            System.arraycopy(gradCandidate, row * h, gradInput, row * 3 * h + 2 * h, h);
        }
    }

    private void addRows(float[] rows, float[] sum, int batch) {
        for (int row = 0; row < batch; row++) {
            for (int i = 0; i < 3 * h; i++) {
                sum[i] += rows[row * 3 * h + i];
            }
        }
    }
}
