package freshet.trainer.autoencoder;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.Vectors;
import freshet.trainer.neural.Dropout;
import freshet.trainer.neural.Windows;
import freshet.trainer.neural.weights.DenseWeights;
import freshet.trainer.neural.weights.ItemGradients;
import freshet.trainer.neural.weights.ItemShare;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import java.util.Arrays;

/**
 * The hidden layer over the bags of a batch, forward and backward. Of a window with the rows x_1 …
 * x_t, the weights w_i = (1 − decay)^(t − i) and the noise n_i,
 *
 * <pre>
 * hidden = tanh(Σ_i n_i w_i x_i / √(Σ_i w_i²) + b)
 * </pre>
 *
 * The noise leaves whole items out: n_i is 0 or 1 / (1 − noise), and 1 outside of training. Dropout
 * is applied to the rows as well. Buffers are allocated once. Members of a team may work on
 * different windows at once.
 */
final class BagLayer {
    private final Parameter table; // x (V, h)
    private final float[] biasValues; // b (h), read anew in every step
    private final DenseWeights bias;
    private final int h;
    private final float kept; // 1 − decay
    private final Dropout noise; // of items
    private final Dropout dropout; // of the rows' values
    private final Matrix values; // (B, h)
    private final Matrix gradients; // (B, h), then of what tanh takes
    private final float[][] rows; // (members, h)
    private final float[][] sums; // (members, h)
    private final float[][] factors; // (members, 1)

    /**
     * @param noise of one column, a row for each item of the windows
     * @param dropout of h columns, a row for each item of the windows
     */
    BagLayer(
            Bag bag,
            Parameters weights,
            Dropout noise,
            Dropout dropout,
            int batchSize,
            int members,
            MatrixMemory memory) {
        this.table = bag.table(weights);
        this.biasValues = Bag.bias(weights).values();
        this.bias = new DenseWeights(Bag.bias(weights), memory);
        this.h = bag.width();
        this.kept = 1 - bag.decay();
        this.noise = noise;
        this.dropout = dropout;
        this.values = memory.matrix(batchSize, h);
        this.gradients = memory.matrix(batchSize, h);
        this.rows = new float[members][h];
        this.sums = new float[members][h];
        this.factors = new float[members][1];
    }

    /** b. */
    DenseWeights bias() {
        return bias;
    }

    String table() {
        return table.name();
    }

    /** Of the items of all windows. */
    Dropout noise() {
        return noise;
    }

    /** Of the rows of all windows. */
    Dropout dropout() {
        return dropout;
    }

    /** The hidden layer (B, h). */
    Matrix values() {
        return values;
    }

    /** Of the hidden layer; to be written before {@link #backward}, which overwrites it. */
    Matrix gradients() {
        return gradients;
    }

    /** Chooses anew what a member's windows leave out. */
    void draw(int member, Windows windows, int from, int to) {
        noise.draw(member, windows.rows(), windows.from(from), windows.from(to));
        dropout.draw(member, windows.rows(), windows.from(from), windows.from(to));
    }

    /** Of some windows. */
    void forward(int member, Windows windows, int from, int to) {
        float[] row = rows[member];
        float[] sum = sums[member];
        for (int slot = from; slot < to; slot++) {
            System.arraycopy(biasValues, 0, sum, 0, h);
            float weight = newestWeight(windows, slot);
            for (int place = windows.to(slot) - 1; place >= windows.from(slot); place--) {
                System.arraycopy(table.values(), windows.item(place) * h, row, 0, h);
                dropout.apply(row, place);
                Vectors.addMultiple(sum, noisy(member, weight, place), row, h);
                weight *= kept;
            }
            Vectors.hyperbolicTangents(sum, h);
            values.put(slot, 0, sum, 0, h);
        }
    }

    private float noisy(int member, float weight, int place) {
        factors[member][0] = weight;
        noise.apply(factors[member], place);
        return factors[member][0];
    }

    /** 1 / √(Σ_i w_i²). */
    private float newestWeight(Windows windows, int slot) {
        float squares = 0;
        float weight = 1;
        for (int place = windows.from(slot); place < windows.to(slot); place++) {
            squares += weight * weight;
            weight *= kept;
        }
        return (float) (1 / Math.sqrt(squares));
    }

    /** Of some windows, from the gradients of the hidden layer to those of what tanh takes. */
    void backward(int member, int from, int to) {
        float[] grad = rows[member];
        float[] value = sums[member];
        for (int slot = from; slot < to; slot++) {
            gradients.get(slot, 0, grad, 0, h);
            values.get(slot, 0, value, 0, h);
            for (int i = 0; i < h; i++) {
                grad[i] *= 1 - value[i] * value[i];
            }
            gradients.put(slot, 0, grad, 0, h);
        }
    }

    /**
     * After {@link #backward} of the whole batch, a member's columns of the bias's gradient and
     * those of the items of its share.
     */
    void differentiateWeights(int member, Windows windows, ItemShare share, ItemGradients items) {
        float[] row = rows[member];
        float[] grad = sums[member];
        for (int slot = 0; slot < windows.size(); slot++) {
            gradients.get(slot, 0, grad, 0, h);
            float weight = newestWeight(windows, slot);
            for (int place = windows.to(slot) - 1; place >= windows.from(slot); place--) {
                if (share.has(windows.item(place))) {
                    Arrays.fill(row, 0f);
                    Vectors.addMultiple(row, noisy(member, weight, place), grad, h);
                    dropout.apply(row, place);
                    items.add(windows.item(place), row);
                }
                weight *= kept;
            }
        }
        sumColumns(member, windows.size());
    }

    private void sumColumns(int member, int batch) {
        int from = h * member / rows.length;
        int to = h * (member + 1) / rows.length;
        float[] row = rows[member];
        float[] sum = sums[member];
        Arrays.fill(sum, 0, to - from, 0f);
        for (int slot = 0; slot < batch; slot++) {
            gradients.get(slot, from, row, 0, to - from);
            Vectors.add(sum, row, to - from);
        }
        bias.gradient().put(0, from, sum, 0, to - from);
    }
}
