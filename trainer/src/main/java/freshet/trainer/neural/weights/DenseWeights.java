package freshet.trainer.neural.weights;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;

/**
 * A parameter whose every row takes part in every step: its values and its gradient where products
 * reach them.
 */
public final class DenseWeights {
    private final Parameter parameter;
    private final Matrix values; // (rows, columns)
    private final Matrix gradient; // (rows, columns)

    /** The values are zero until they are loaded. */
    public DenseWeights(Parameter parameter, MatrixMemory memory) {
        this.parameter = parameter;
        this.values = memory.matrix(parameter.rows(), parameter.columns());
        this.gradient = memory.matrix(parameter.rows(), parameter.columns());
    }

    /**
     * Takes the values over as they are now: the rows from one part of {@code parts} to the next.
     */
    public void load(int part, int parts) {
        int rows = parameter.rows();
        int from = rows * part / parts * parameter.columns();
        int to = rows * (part + 1) / parts * parameter.columns();
        values.put(0, from, parameter.values(), from, to - from);
    }

    /** What is learned. */
    public Parameter parameter() {
        return parameter;
    }

    /** As last loaded (rows, columns). */
    public Matrix values() {
        return values;
    }

    /** Of the loss (rows, columns); the model writes it, the optimizer reads it. */
    public Matrix gradient() {
        return gradient;
    }
}
