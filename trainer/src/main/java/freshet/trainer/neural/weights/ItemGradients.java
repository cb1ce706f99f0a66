package freshet.trainer.neural.weights;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.Vectors;
import java.util.Arrays;

/**
 * Gradients for some rows of a table of items, and of the item bias that goes with it. Each row is
 * listed once: what an item gets as target, sample and input is summed before it takes one step, as
 * if the whole table had a dense gradient. For one thread.
 */
public final class ItemGradients {
    private static final int NOWHERE = -1;

    public final int[] items; // (capacity): vocabulary rows, each at most once
    public final Matrix vectors; // (capacity, width)
    public final float[] bias; // (capacity)
    private final int width;
    private final int[] places; // (V): where an item is listed
    private final float[] sum; // (width)
    private final float[] row; // (width): of another one
    private int count; // listed rows

    /**
     * @param vocabulary number of items
     * @param capacity most listed rows
     * @param width of the table
     */
    public ItemGradients(int vocabulary, int capacity, int width, MatrixMemory memory) {
        this.width = width;
        this.items = new int[capacity];
        this.vectors = memory.matrix(capacity, width);
        this.bias = new float[capacity];
        this.places = new int[vocabulary];
        this.sum = new float[width];
        this.row = new float[width];
        Arrays.fill(places, NOWHERE);
    }

    /** Listed rows. */
    public int count() {
        return count;
    }

    /** Forgets everything. */
    public void clear() {
        for (int k = 0; k < count; k++) {
            places[items[k]] = NOWHERE;
        }
        count = 0;
    }

    /** Lists these rows alone, each of them once; the caller writes their gradients. */
    public void list(int[] rows, int number) {
        clear();
        System.arraycopy(rows, 0, items, 0, number);
        for (int k = 0; k < number; k++) {
            places[items[k]] = k;
        }
        count = number;
    }

    /** Adds a gradient to an item's row; none to its bias. */
    public void add(int item, float[] gradient) {
        int place = places[item];
        if (place == NOWHERE) {
            place = count++;
            places[item] = place;
            items[place] = item;
            bias[place] = 0;
            vectors.put(place, 0, gradient, 0, width);
        } else {
            vectors.get(place, 0, sum, 0, width);
            Vectors.add(sum, gradient, width);
            vectors.put(place, 0, sum, 0, width);
        }
    }

    /** Adds all that another one lists, whose table is the same. */
    public void add(ItemGradients other) {
        for (int k = 0; k < other.count; k++) {
            other.vectors.get(k, 0, row, 0, width);
            add(other.items[k], row);
            bias[places[other.items[k]]] += other.bias[k];
        }
    }
}
