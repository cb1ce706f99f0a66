package freshet.trainer.neural.weights;

import freshet.model.bundle.Tensor;

/**
 * One array of a model's weights. The values are shared, not copied: training changes them in
 * place.
 *
 * @param name as the bundle calls it
 * @param perItem whether it has a row per item
 * @param shape as in the bundle: (rows, columns), or for a vector its length alone
 * @param values row by row
 */
public record Parameter(String name, boolean perItem, int[] shape, float[] values) {

    /** A table of zeros with a row per item (items, columns). */
    public static Parameter table(String name, int items, int columns) {
        return new Parameter(name, true, new int[] {items, columns}, new float[Math.multiplyExact(items, columns)]);
    }

    /** A vector of zeros with a value per item. */
    static Parameter perItem(String name, int items) {
        return new Parameter(name, true, new int[] {items}, new float[items]);
    }

    /** A matrix of zeros (rows, columns). */
    public static Parameter matrix(String name, int rows, int columns) {
        return new Parameter(name, false, new int[] {rows, columns}, new float[Math.multiplyExact(rows, columns)]);
    }

    /** A vector of zeros. */
    public static Parameter vector(String name, int length) {
        return new Parameter(name, false, new int[] {length}, new float[length]);
    }

    /** Rows of the array; a vector that has no value per item is one row. */
    public int rows() {
        return shape.length == 1 && !perItem ? 1 : shape[0];
    }

    /** Values in a row. */
    public int columns() {
        return values.length / rows();
    }

    /** Zeros of the same name and shape. */
    Parameter zeros() {
        return new Parameter(name, perItem, shape, new float[values.length]);
    }

    /** A copy, so that training may go on. */
    Tensor tensor() {
        return Tensor.floats(values.clone(), shape);
    }
}
