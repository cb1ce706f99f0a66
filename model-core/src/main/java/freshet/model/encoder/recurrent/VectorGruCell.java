package freshet.model.encoder.recurrent;

import static freshet.model.math.VectorMatrix.LANES;
import static freshet.model.math.VectorMatrix.SPECIES;

import freshet.model.math.VectorMath;
import freshet.model.math.VectorMatrix;
import jdk.incubator.vector.FloatVector;

/**
 * The unit of {@link PlainGruCell}. Steps all sessions of a batch by two matrix products with the
 * Vector API. Input and hidden state are side by side, so that
 *
 * <pre>
 *   [r z] = σ([x h] · [W_rz; U_rz] + b_rz)
 *   n     = tanh([x (r ⊙ h)] · [W_n; U_n] + b_n)
 * </pre>
 *
 * <p>Each gate's columns are padded to whole vectors; the padding stays zero. Immutable; threads
 * share it.
 */
public final class VectorGruCell implements RecurrentCell {
    private final int inputWidth; // d
    private final int width; // h
    private final int paddedWidth; // H, h rounded up to whole vectors
    private final VectorMatrix gates; // (d + h, 2H): r | z
    private final VectorMatrix candidate; // (d + h, H): n
    private final float[] gatesBias; // (2H), padded
    private final float[] candidateBias; // (H), padded

    /** Packs the weights. */
    public VectorGruCell(CellWeights weights) {
        inputWidth = weights.inputWidth();
        width = weights.width();
        paddedWidth = (width + LANES - 1) / LANES * LANES;
        int depth = inputWidth + width;
        gates = new VectorMatrix(depth, 2 * paddedWidth, (k, column) -> weight(weights, k, column));
        candidate = new VectorMatrix(depth, paddedWidth, (k, column) -> weight(weights, k, 2 * paddedWidth + column));
        float[] bias = new float[3 * paddedWidth];
        for (int gate = 0; gate < 3; gate++) {
            System.arraycopy(weights.bias(), gate * width, bias, gate * paddedWidth, width);
        }
        gatesBias = gates.padded(bias, 0, 2 * paddedWidth, 0f);
        candidateBias = candidate.padded(bias, 2 * paddedWidth, paddedWidth, 0f);
    }

    /** [W; U] (d + h, 3H) with padded columns. */
    private float weight(CellWeights weights, int k, int paddedColumn) {
        int column = paddedColumn % paddedWidth;
        if (column >= width) {
            return 0f;
        }
        int at = paddedColumn / paddedWidth * width + column;
        return k < inputWidth
                ? weights.input()[k * 3 * width + at]
                : weights.recurrent()[(k - inputWidth) * 3 * width + at];
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
    public int stateWidth() {
        return width;
    }

    @Override
    public Step newStep(int maxBatch) {
        return new VectorStep(maxBatch);
    }

    private final class VectorStep implements Step {
        private final float[] tiles; // (⌈maxBatch / 4⌉, d + h, 4): x | h, then x | r ⊙ h
        private final float[] gateValues; // (maxBatch rounded up to 4, 2H padded): r | z
        private final float[] candidates; // (maxBatch rounded up to 4, H padded): n
        private final float[] states; // (maxBatch, H): h, then h'
        private final float[] reset = new float[paddedWidth]; // r ⊙ h of one session

        VectorStep(int maxBatch) {
            tiles = new float[VectorMatrix.tiledLength(maxBatch, inputWidth + width)];
            gateValues = new float[VectorMatrix.tiledLength(maxBatch, gates.paddedColumns())];
            candidates = new float[VectorMatrix.tiledLength(maxBatch, candidate.paddedColumns())];
            states = new float[Math.multiplyExact(maxBatch, paddedWidth)];
        }

        @Override
        public void step(float[] inputs, int[] inputAt, float[] hidden, int[] hiddenAt, int count) {
            int depth = inputWidth + width;
            for (int i = 0; i < count; i++) {
                VectorMatrix.putRow(inputs, inputAt[i], inputWidth, tiles, depth, i, 0);
                VectorMatrix.putRow(hidden, hiddenAt[i], width, tiles, depth, i, inputWidth);
                System.arraycopy(hidden, hiddenAt[i], states, i * paddedWidth, width);
            }
            gates.multiply(tiles, count, gatesBias, gateValues);
            VectorMath.sigmoid(gateValues, count * gates.paddedColumns());
            for (int i = 0; i < count; i++) {
                reset(i);
                VectorMatrix.putRow(reset, 0, width, tiles, depth, i, inputWidth);
            }
            candidate.multiply(tiles, count, candidateBias, candidates);
            VectorMath.tanh(candidates, count * candidate.paddedColumns());
            for (int i = 0; i < count; i++) {
                update(i);
                System.arraycopy(states, i * paddedWidth, hidden, hiddenAt[i], width);
            }
        }

        /** reset = r ⊙ h. */
        private void reset(int session) {
            int r = session * gates.paddedColumns();
            int h = session * paddedWidth;
            for (int j = 0; j < paddedWidth; j += LANES) {
                FloatVector.fromArray(SPECIES, gateValues, r + j)
                        .mul(FloatVector.fromArray(SPECIES, states, h + j))
                        .intoArray(reset, j);
            }
        }

        /** h' = h + z ⊙ (n − h). */
        private void update(int session) {
            int z = session * gates.paddedColumns() + paddedWidth;
            int n = session * candidate.paddedColumns();
            int h = session * paddedWidth;
            for (int j = 0; j < paddedWidth; j += LANES) {
                FloatVector before = FloatVector.fromArray(SPECIES, states, h + j);
                FloatVector.fromArray(SPECIES, gateValues, z + j)
                        .fma(FloatVector.fromArray(SPECIES, candidates, n + j).sub(before), before)
                        .intoArray(states, h + j);
            }
        }
    }
}
