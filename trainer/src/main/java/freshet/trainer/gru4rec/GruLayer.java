package freshet.trainer.gru4rec;

import freshet.model.math.FloatMath;
import freshet.trainer.linear.Sgemm;
import java.util.Arrays;

/**
 * One GRU layer over a batch, forward and backward (Hidasi et al. 2016, equations 1–4; reset before the product):
 *
 * <pre>
 * r  = σ(W_r x + U_r h + b_r)         z = σ(W_z x + U_z h + b_z)
 * n  = tanh(W_n x + U_n (r ⊙ h) + b_n)
 * h' = (1 − z) ⊙ h + z ⊙ n
 * </pre>
 *
 * Back-propagation stops at h, the state before the step (truncated to length 1). Buffers are allocated once. For one thread.
 */
final class GruLayer {
    private final GruWeights weights;
    private final int d;
    private final int h;
    private final float[] fromInput; // (B, 3h): W x
    private final float[] fromHidden; // (B, 2h): U_r h | U_z h
    private final float[] gates; // (B, 2h): r | z
    private final float[] resetHidden; // (B, h): r ⊙ h
    private final float[] candidate; // (B, h): U_n (r ⊙ h), then n
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
        this.gates = new float[batchSize * 2 * h];
        this.resetHidden = new float[batchSize * h];
        this.candidate = new float[batchSize * h];
        this.gradInput = new float[batchSize * 3 * h];
        this.gradGates = new float[batchSize * 2 * h];
        this.gradCandidate = new float[batchSize * h];
        this.gradResetHidden = new float[batchSize * h];
    }

    /**
     * One step of a batch.
     *
     * @param x input (batch, d)
     * @param hidden state before the step (batch, h)
     * @param next receives the state after it (batch, h)
     */
    public void forward(float[] x, float[] hidden, float[] next, int batch) {
        Sgemm.multiply(x, weights.input, fromInput, batch, d, 3 * h);
        Sgemm.multiply(hidden, weights.recurrentGates, fromHidden, batch, h, 2 * h);
        for (int row = 0; row < batch; row++) {
            for (int i = 0; i < 2 * h; i++) {
                gates[row * 2 * h + i] =
                        FloatMath.sigmoid(fromInput[row * 3 * h + i] + fromHidden[row * 2 * h + i] + weights.bias[i]);
            }
            for (int i = 0; i < h; i++) {
                resetHidden[row * h + i] = gates[row * 2 * h + i] * hidden[row * h + i];
            }
        }
        Sgemm.multiply(resetHidden, weights.recurrentCandidate, candidate, batch, h, h);
        for (int row = 0; row < batch; row++) {
            for (int i = 0; i < h; i++) {
                int at = row * h + i;
                float n = FloatMath.tanh(fromInput[row * 3 * h + 2 * h + i] + candidate[at] + weights.bias[2 * h + i]);
                float z = gates[row * 2 * h + h + i];
                candidate[at] = n;
                next[at] = (1 - z) * hidden[at] + z * n;
            }
        }
    }

    /**
     * Gradients of the last forward step.
     *
     * @param x its input (batch, d)
     * @param hidden the state before it (batch, h)
     * @param gradNext gradient of the state after it (batch, h)
     * @param gradient receives the gradient of the weights
     * @param gradX receives the gradient of the input (batch, d)
     */
    public void backward(float[] x, float[] hidden, float[] gradNext, GruWeights gradient, float[] gradX, int batch) {
        for (int row = 0; row < batch; row++) {
            for (int i = 0; i < h; i++) {
                int at = row * h + i;
                float n = candidate[at];
                float z = gates[row * 2 * h + h + i];
                gradCandidate[at] = gradNext[at] * z * (1 - n * n);
                gradGates[row * 2 * h + h + i] = gradNext[at] * (n - hidden[at]) * z * (1 - z);
            }
        }
        Sgemm.multiplyByTransposed(gradCandidate, weights.recurrentCandidate, gradResetHidden, batch, h, h);
        for (int row = 0; row < batch; row++) {
            for (int i = 0; i < h; i++) {
                float r = gates[row * 2 * h + i];
                gradGates[row * 2 * h + i] = gradResetHidden[row * h + i] * hidden[row * h + i] * r * (1 - r);
            }
            System.arraycopy(gradGates, row * 2 * h, gradInput, row * 3 * h, 2 * h);
            System.arraycopy(gradCandidate, row * h, gradInput, row * 3 * h + 2 * h, h);
        }
        Sgemm.multiplyTransposed(x, gradInput, gradient.input, d, batch, 3 * h);
        Sgemm.multiplyTransposed(hidden, gradGates, gradient.recurrentGates, h, batch, 2 * h);
        Sgemm.multiplyTransposed(resetHidden, gradCandidate, gradient.recurrentCandidate, h, batch, h);
        Sgemm.multiplyByTransposed(gradInput, weights.input, gradX, batch, 3 * h, d);
        sumRows(gradInput, gradient.bias, batch);
    }

    private void sumRows(float[] rows, float[] sum, int batch) {
        Arrays.fill(sum, 0f);
        for (int row = 0; row < batch; row++) {
            for (int i = 0; i < 3 * h; i++) {
                sum[i] += rows[row * 3 * h + i];
            }
        }
    }
}
