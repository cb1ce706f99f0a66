package freshet.trainer.gru4rec;

import java.util.Arrays;

/**
 * Gradients for some rows of a table of items, and of the item bias that goes with it. A row may be listed several times, as target,
 * sample and input; its parts are summed before it takes one step, as if the whole table had a dense gradient. For one thread.
 */
final class ItemGradients {
    private static final int NOT_LISTED = -1;

    final int[] items; // (capacity): vocabulary rows
    final float[] vectors; // (capacity, width)
    final float[] bias; // (capacity)
    int count; // listed rows
    private final int width;
    private final int[] firstAt; // (V): where an item stands while rows are merged

    /**
     * @param vocabulary number of items
     * @param capacity most listed rows
     * @param width of the table
     */
    public ItemGradients(int vocabulary, int capacity, int width) {
        this.width = width;
        this.items = new int[capacity];
        this.vectors = new float[Math.multiplyExact(capacity, width)];
        this.bias = new float[capacity];
        this.firstAt = new int[vocabulary];
        Arrays.fill(firstAt, NOT_LISTED);
    }

    /** Lists some more rows, with no gradient for their bias. */
    public void append(int[] rows, float[] gradient, int more) {
        System.arraycopy(rows, 0, items, count, more);
        System.arraycopy(gradient, 0, vectors, count * width, more * width);
        Arrays.fill(bias, count, count + more, 0f);
        count += more;
    }

    /** Lists all that another one lists, whose table is the same. */
    public void append(ItemGradients other) {
        int from = count;
        append(other.items, other.vectors, other.count);
        System.arraycopy(other.bias, 0, bias, from, other.count);
    }

    /** Sums the gradients of items listed several times and closes up, so that each item is listed once. */
    public void merge() {
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
        count = merged;
    }

    private void move(int from, int to) {
        if (from != to) {
            items[to] = items[from];
            bias[to] = bias[from];
            System.arraycopy(vectors, from * width, vectors, to * width, width);
        }
    }

    private void add(int from, int to) {
        for (int i = 0; i < width; i++) {
            vectors[to * width + i] += vectors[from * width + i];
        }
        bias[to] += bias[from];
    }
}
