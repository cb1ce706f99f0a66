package freshet.trainer.gru4rec;

import java.util.Arrays;

/**
 * Gradients for some rows of the item embedding and the item bias. A row may be listed several times, as target, sample and
 * input; its parts are summed before it takes one step, as if the whole table had a dense gradient. For one thread.
 */
public final class ItemGradients {
    private static final int NOT_LISTED = -1;

    final int[] items; // (capacity): vocabulary rows
    final float[] embedding; // (capacity, d)
    final float[] bias; // (capacity)
    private final int width; // d
    private final int[] firstAt; // (V): where an item is listed first

    /**
     * @param vocabulary number of items
     * @param capacity most listed rows
     * @param width the embedding's
     */
    public ItemGradients(int vocabulary, int capacity, int width) {
        this.width = width;
        this.items = new int[capacity];
        this.embedding = new float[Math.multiplyExact(capacity, width)];
        this.bias = new float[capacity];
        this.firstAt = new int[vocabulary];
        Arrays.fill(firstAt, NOT_LISTED);
    }

    /** Takes one step on each item among the first {@code count} rows; afterwards those rows are used up. */
    public void apply(int count, Adagrad embeddingOptimizer, Adagrad biasOptimizer) {
        for (int k = 0; k < count; k++) {
            int first = firstAt[items[k]];
            if (first == NOT_LISTED) {
                firstAt[items[k]] = k;
            } else {
                add(k, first);
            }
        }
        for (int k = 0; k < count; k++) {
            int item = items[k];
            if (firstAt[item] == k) {
                embeddingOptimizer.step(item * width, embedding, k * width, width);
                biasOptimizer.step(item, bias, k, 1);
                firstAt[item] = NOT_LISTED;
            }
        }
    }

    private void add(int from, int to) {
        for (int i = 0; i < width; i++) {
            embedding[to * width + i] += embedding[from * width + i];
        }
        bias[to] += bias[from];
    }
}
