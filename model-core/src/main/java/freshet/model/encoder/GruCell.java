package freshet.model.encoder;

import freshet.model.math.FloatMath;

/**
 * One step of a gated recurrent unit whose reset gate acts before the product, as in Hidasi et al. 2016, equations 1–4:
 *
 * <pre>
 *   r  = σ(x W_r + h U_r + b_r)             (h)
 *   z  = σ(x W_z + h U_z + b_z)             (h)
 *   n  = tanh(x W_n + (r ⊙ h) U_n + b_n)    (h)
 *   h' = (1 − z) ⊙ h + z ⊙ n                (h)
 * </pre>
 *
 * <p>Holds scratch: for one thread.
 */
final class GruCell {
    private final GruWeights weights;
    private final float[] gates; // (3h): r | z | n
    private final float[] gated; // (h): r ⊙ h

    GruCell(GruWeights weights) {
        this.weights = weights;
        this.gates = new float[3 * weights.width()];
        this.gated = new float[weights.width()];
    }

    /** Replaces the hidden state (h) at {@code states[at]} by the next one, given an input (d) at {@code inputs[from]}. */
    void step(float[] inputs, int from, float[] states, int at) {
        int h = weights.width();
        System.arraycopy(weights.bias(), 0, gates, 0, 3 * h);
        addProduct(inputs, from, weights.inputWidth(), weights.input(), 0, 3 * h);
        addProduct(states, at, h, weights.recurrent(), 0, 2 * h);
        for (int j = 0; j < h; j++) {
            gated[j] = FloatMath.sigmoid(gates[j]) * states[at + j];
        }
        addProduct(gated, 0, h, weights.recurrent(), 2 * h, 3 * h);
        for (int j = 0; j < h; j++) {
            float z = FloatMath.sigmoid(gates[h + j]);
            float n = FloatMath.tanh(gates[2 * h + j]);
            states[at + j] += z * (n - states[at + j]);
        }
    }

    /** gates[first..end) += v (n) · M (n, 3h)[:, first..end). */
    private void addProduct(float[] vector, int from, int n, float[] matrix, int first, int end) {
        int columns = gates.length;
        for (int i = 0; i < n; i++) {
            float v = vector[from + i];
            int row = i * columns;
            for (int j = first; j < end; j++) {
                gates[j] += v * matrix[row + j];
            }
        }
    }
}
