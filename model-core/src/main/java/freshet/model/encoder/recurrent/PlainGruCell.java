package freshet.model.encoder.recurrent;

import freshet.model.math.FloatMath;

/**
 * A gated recurrent unit whose reset gate acts before the product, as in Hidasi et al. 2016,
 * equations 1–4. Columns are in the order reset | update | candidate.
 *
 * <pre>
 *   r  = σ(x W_r + h U_r + b_r)             (h)
 *   z  = σ(x W_z + h U_z + b_z)             (h)
 *   n  = tanh(x W_n + (r ⊙ h) U_n + b_n)    (h)
 *   h' = (1 − z) ⊙ h + z ⊙ n                (h)
 * </pre>
 *
 * <p>Steps one session after the other, in loops that the compiler turns into vector instructions.
 */
public final class PlainGruCell implements RecurrentCell {
    /** Blocks of columns. */
    public static final int BLOCKS = 3;

    private final CellWeights weights;

    public PlainGruCell(CellWeights weights) {
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
    public int stateWidth() {
        return weights.width();
    }

    @Override
    public Step newStep(int maxBatch) {
        return new PlainStep();
    }

    private final class PlainStep implements Step {
        private final float[] gates = new float[3 * weights.width()]; // r | z | n
        private final float[] gated = new float[weights.width()]; // r ⊙ h

        @Override
        public void step(float[] inputs, int[] inputAt, float[] hidden, int[] hiddenAt, int count) {
            for (int i = 0; i < count; i++) {
                step(inputs, inputAt[i], hidden, hiddenAt[i]);
            }
        }

        private void step(float[] inputs, int from, float[] hidden, int at) {
            int h = weights.width();
            System.arraycopy(weights.bias(), 0, gates, 0, 3 * h);
            addProduct(inputs, from, weights.inputWidth(), weights.input(), 0, 3 * h);
            addProduct(hidden, at, h, weights.recurrent(), 0, 2 * h);
            for (int j = 0; j < h; j++) {
                gated[j] = FloatMath.sigmoid(gates[j]) * hidden[at + j];
            }
            addProduct(gated, 0, h, weights.recurrent(), 2 * h, 3 * h);
            for (int j = 0; j < h; j++) {
                float z = FloatMath.sigmoid(gates[h + j]);
                float n = FloatMath.tanh(gates[2 * h + j]);
                hidden[at + j] += z * (n - hidden[at + j]);
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
}
