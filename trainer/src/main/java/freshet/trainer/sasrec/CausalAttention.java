package freshet.trainer.sasrec;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.Sgemm;
import freshet.trainer.neural.Windows;
import freshet.trainer.neural.weights.DenseWeights;
import java.util.List;

/**
 * Self-attention over the windows of a batch (Kang and McAuley 2018, equations 2 and 3), forward
 * and backward. Each row of a window looks at itself and at those before it:
 *
 * <pre>
 * Q = A W_Q    K = A W_K    V = A W_V
 * P = softmax(Q Kᵀ / √d), row by row, with 0 for what comes later
 * S = P V
 * </pre>
 *
 * Buffers are allocated once. Threads may work on different windows at once, each with arrays of
 * its own.
 */
final class CausalAttention {
    private final int d;
    private final float temperature; // 1 / √d
    private final DenseWeights query; // W_Q (d, d)
    private final DenseWeights key; // W_K (d, d)
    private final DenseWeights value; // W_V (d, d)
    private final Matrix queries; // Q (R, d)
    private final Matrix keys; // K (R, d)
    private final Matrix values; // V (R, d)
    private final Matrix shares; // P (R, longest): of a row's window
    private final Matrix output; // S (R, d)
    private final Matrix gradOutput; // (R, d)
    private final Matrix gradQueries; // (R, d)
    private final Matrix gradKeys; // (R, d)
    private final Matrix gradValues; // (R, d)
    private final Matrix gradShares; // (R, longest): of P, then of the softmax's argument

    CausalAttention(BlockWeights weights, int rows, int longest, MatrixMemory memory) {
        this.d = weights.query().columns();
        this.temperature = (float) (1 / Math.sqrt(d));
        this.query = new DenseWeights(weights.query(), memory);
        this.key = new DenseWeights(weights.key(), memory);
        this.value = new DenseWeights(weights.value(), memory);
        this.queries = memory.matrix(rows, d);
        this.keys = memory.matrix(rows, d);
        this.values = memory.matrix(rows, d);
        this.shares = memory.matrix(rows, longest);
        this.output = memory.matrix(rows, d);
        this.gradOutput = memory.matrix(rows, d);
        this.gradQueries = memory.matrix(rows, d);
        this.gradKeys = memory.matrix(rows, d);
        this.gradValues = memory.matrix(rows, d);
        this.gradShares = memory.matrix(rows, longest);
    }

    List<DenseWeights> dense() {
        return List.of(query, key, value);
    }

    void load(int part, int parts) {
        dense().forEach(each -> each.load(part, parts));
    }

    /** S (R, d). */
    Matrix output() {
        return output;
    }

    /** The gradient of S (R, d), to be written before {@link #backward}. */
    Matrix gradOutput() {
        return gradOutput;
    }

    /**
     * Of some windows.
     *
     * @param inputs A (R, d)
     * @param from the first window
     * @param to after the last one
     * @param row of the thread's own (longest)
     */
    void forward(Windows windows, Matrix inputs, int from, int to, float[] row) {
        int first = windows.from(from);
        int rows = windows.from(to) - first;
        Sgemm.multiply(inputs.from(first, 0), query.values(), queries.from(first, 0), rows, d, d);
        Sgemm.multiply(inputs.from(first, 0), key.values(), keys.from(first, 0), rows, d, d);
        Sgemm.multiply(inputs.from(first, 0), value.values(), values.from(first, 0), rows, d, d);
        for (int window = from; window < to; window++) {
            int at = windows.from(window);
            int length = windows.to(window) - at;
            Matrix scores = shares.from(at, 0);
            Sgemm.multiplyByTransposed(queries.from(at, 0), keys.from(at, 0), scores, length, d, length);
            for (int i = 0; i < length; i++) {
                scores.get(i, 0, row, 0, length);
                softmax(row, i + 1, length);
                scores.put(i, 0, row, 0, length);
            }
            Sgemm.multiply(scores, values.from(at, 0), output.from(at, 0), length, length, d);
        }
    }

    /** Of the first values, scaled; what comes after them is 0. */
    private void softmax(float[] row, int count, int length) {
        float most = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            most = Math.max(most, row[i]);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            row[i] = (float) Math.exp((row[i] - most) * temperature);
            sum += row[i];
        }
        for (int i = 0; i < length; i++) {
            row[i] = i < count ? (float) (row[i] / sum) : 0;
        }
    }

    /**
     * Of the same windows.
     *
     * @param gradInputs receives the gradient of A (R, d)
     * @param row of the thread's own (longest)
     * @param other another one
     */
    void backward(Windows windows, Matrix gradInputs, int from, int to, float[] row, float[] other) {
        for (int window = from; window < to; window++) {
            int at = windows.from(window);
            int length = windows.to(window) - at;
            Matrix grad = gradShares.from(at, 0);
            Matrix of = shares.from(at, 0);
            Sgemm.multiplyByTransposed(gradOutput.from(at, 0), values.from(at, 0), grad, length, d, length);
            Sgemm.multiplyTransposed(of, gradOutput.from(at, 0), gradValues.from(at, 0), length, length, d);
            for (int i = 0; i < length; i++) {
                grad.get(i, 0, row, 0, length);
                of.get(i, 0, other, 0, length);
                differentiateSoftmax(row, other, length);
                grad.put(i, 0, row, 0, length);
            }
            Sgemm.multiply(grad, keys.from(at, 0), gradQueries.from(at, 0), length, length, d);
            Sgemm.multiplyTransposed(grad, queries.from(at, 0), gradKeys.from(at, 0), length, length, d);
        }
        int first = windows.from(from);
        int rows = windows.from(to) - first;
        Matrix into = gradInputs.from(first, 0);
        Sgemm.multiplyByTransposed(gradQueries.from(first, 0), query.values(), into, rows, d, d);
        Sgemm.addProductByTransposed(gradKeys.from(first, 0), key.values(), into, rows, d, d);
        Sgemm.addProductByTransposed(gradValues.from(first, 0), value.values(), into, rows, d, d);
    }

    /** ∂x_j = p_j (∂p_j − Σ_k p_k ∂p_k) / √d; 0 for what comes later, as p is. */
    private void differentiateSoftmax(float[] grad, float[] p, int length) {
        double mean = 0;
        for (int j = 0; j < length; j++) {
            mean += p[j] * grad[j];
        }
        for (int j = 0; j < length; j++) {
            grad[j] = p[j] * (grad[j] - (float) mean) * temperature;
        }
    }

    /**
     * After {@link #backward} of all windows, some rows of the weights' gradients.
     *
     * @param part of {@code parts}, from 0
     */
    void differentiateWeights(Matrix inputs, int rows, int part, int parts) {
        product(inputs, gradQueries, query, rows, part, parts);
        product(inputs, gradKeys, key, rows, part, parts);
        product(inputs, gradValues, value, rows, part, parts);
    }

    private void product(Matrix x, Matrix grad, DenseWeights matrix, int rows, int part, int parts) {
        int from = d * part / parts;
        int to = d * (part + 1) / parts;
        Sgemm.multiplyTransposed(x.from(0, from), grad, matrix.gradient().from(from, 0), to - from, rows, d);
    }
}
