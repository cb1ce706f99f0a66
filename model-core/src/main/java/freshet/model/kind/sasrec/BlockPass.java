package freshet.model.kind.sasrec;

import freshet.model.encoder.dense.DenseLayer;
import freshet.model.math.FloatMath;

/**
 * Takes the rows of one window through a {@link Block}:
 *
 * <pre>
 * a_i = norm(x_i)    s_i = Σ_j≤i p_ij v_j    p_i = softmax(q_i · k_j / √d), over j ≤ i
 * y_i = x_i + s_i
 * z_i = y_i + max(0, norm(y_i) W_1 + b_1) W_2 + b_2
 * </pre>
 *
 * <p>For one thread.
 */
final class BlockPass {
    /** Rows at once, so that no window's length decides the scratch of the layers. */
    static final int ROWS = 16;

    private final Block block;
    private final int d;
    private final float temperature; // 1 / √d
    private final DenseLayer.Pass queryPass;
    private final DenseLayer.Pass keyPass;
    private final DenseLayer.Pass valuePass;
    private final DenseLayer.Pass innerPass;
    private final DenseLayer.Pass outerPass;
    private final float[] zeros; // (d): where sums without a bias start
    private final float[] rows; // (ROWS, d): what a layer takes
    private final float[] queries; // (ROWS, d)
    private final float[] results; // (ROWS, d)

    BlockPass(Block block, int d) {
        this.block = block;
        this.d = d;
        this.temperature = (float) (1 / Math.sqrt(d));
        this.queryPass = block.query().newPass(ROWS);
        this.keyPass = block.key().newPass(ROWS);
        this.valuePass = block.value().newPass(ROWS);
        this.innerPass = block.inner().newPass(ROWS);
        this.outerPass = block.outer().newPass(ROWS);
        this.zeros = new float[d];
        this.rows = new float[ROWS * d];
        this.queries = new float[ROWS * d];
        this.results = new float[ROWS * d];
    }

    /**
     * Replaces rows x by z.
     *
     * @param first the first row whose z is wanted; those before it only are looked at
     * @param window its rows and scratch
     */
    void apply(WindowRows window, int first) {
        for (int from = 0; from < window.count(); from += ROWS) {
            int count = Math.min(ROWS, window.count() - from);
            for (int i = 0; i < count; i++) {
                block.attended().apply(window.rows(), (from + i) * d, rows, i * d);
            }
            keyPass.apply(rows, count, zeros, 0, results);
            System.arraycopy(results, 0, window.keys(), from * d, count * d);
            valuePass.apply(rows, count, zeros, 0, results);
            System.arraycopy(results, 0, window.values(), from * d, count * d);
            if (from + count > first) {
                queryPass.apply(rows, count, zeros, 0, queries);
                for (int i = Math.max(0, first - from); i < count; i++) {
                    attend(window, from + i, i * d);
                }
                forward(window, from, count);
            }
        }
    }

    /** x + s → x. */
    private void attend(WindowRows window, int row, int queryAt) {
        float[] shares = window.shares();
        float most = Float.NEGATIVE_INFINITY;
        for (int j = 0; j <= row; j++) {
            shares[j] = dot(queryAt, window.keys(), j * d) * temperature;
            most = Math.max(most, shares[j]);
        }
        float sum = 0;
        for (int j = 0; j <= row; j++) {
            shares[j] = FloatMath.exp(shares[j] - most);
            sum += shares[j];
        }
        for (int j = 0; j <= row; j++) {
            addMultiple(shares[j] / sum, window.values(), j * d, window.rows(), row * d);
        }
    }

    /** Four sums, so that none waits for another. */
    private float dot(int queryAt, float[] keys, int at) {
        float a = 0;
        float b = 0;
        float c = 0;
        float e = 0;
        int i = 0;
        for (; i + 3 < d; i += 4) {
            a += queries[queryAt + i] * keys[at + i];
            b += queries[queryAt + i + 1] * keys[at + i + 1];
            c += queries[queryAt + i + 2] * keys[at + i + 2];
            e += queries[queryAt + i + 3] * keys[at + i + 3];
        }
        for (; i < d; i++) {
            a += queries[queryAt + i] * keys[at + i];
        }
        return a + b + (c + e);
    }

    private void addMultiple(float factor, float[] values, int at, float[] into, int to) {
        for (int i = 0; i < d; i++) {
            into[to + i] += factor * values[at + i];
        }
    }

    /** y + F → y, of all rows of a chunk: those that are not wanted cost less than a second way. */
    private void forward(WindowRows window, int from, int count) {
        for (int i = 0; i < count; i++) {
            block.forwarded().apply(window.rows(), (from + i) * d, rows, i * d);
        }
        innerPass.apply(rows, count, block.innerBias(), 0, results);
        outerPass.apply(results, count, block.outerBias(), 0, rows);
        for (int i = 0; i < count; i++) {
            addMultiple(1f, rows, i * d, window.rows(), (from + i) * d);
        }
    }
}
