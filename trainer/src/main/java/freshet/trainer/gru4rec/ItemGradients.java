package freshet.trainer.gru4rec;

import java.util.Arrays;

/**
 * Gradients for some rows of the item embedding and the item bias. A row may be listed several times, as target, sample and
 * input; its parts are summed before it takes one step, as if the whole table had a dense gradient. For one thread.
 */
final class ItemGradients {
    private static final int NOT_LISTED = -1;

    final int[] items; // (capacity): vocabulary rows
    final float[] embedding; // (capacity, d)
    final float[] bias; // (capacity)
    private final int width; // d
    private final int[] firstAt; // (V): where an item stands while rows are merged

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

    /**
     * Sums the gradients of items listed several times among the first {@code count} rows, and closes up, so that each item is
     * listed once.
     *
     * @return how many rows are listed now
     */
    public int merge(int count) {
        int merged = 0;
        for (int k = 0; k < count; k++) {
            int item = items[k];
            if (firstAt[item] == NOT_LISTED) {
                firstAt[item] = merged;
                move(k, merged++);
            } else {
                add(k, firstAt[item]);
            }
        }
        for (int k = 0; k < merged; k++) {
            firstAt[items[k]] = NOT_LISTED;
        }
        return merged;
    }

    private void move(int from, int to) {
        if (from != to) {
            items[to] = items[from];
            bias[to] = bias[from];
            System.arraycopy(embedding, from * width, embedding, to * width, width);
        }
    }

    private void add(int from, int to) {
        for (int i = 0; i < width; i++) {
            embedding[to * width + i] += embedding[from * width + i];
        }
        bias[to] += bias[from];
    }
}
