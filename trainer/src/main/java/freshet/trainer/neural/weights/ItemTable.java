package freshet.trainer.neural.weights;

/**
 * A table with a row per item. The values are shared, not copied.
 *
 * @param name as the bundle calls it
 * @param columns floats per row
 * @param values (items, columns)
 */
public record ItemTable(String name, int columns, float[] values) {

    /** As a tensor: a vector if a row is one value. */
    public int[] shape(int items) {
        return columns == 1 ? new int[] {items} : new int[] {items, columns};
    }
}
