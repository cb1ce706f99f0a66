package freshet.trainer.neural;

import freshet.model.bundle.Tensor;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adagrad's G in small, as it goes into the bundle for a later warm start: of a table's row the
 * mean, of anything else every value. One value per row is what row-wise Adagrad keeps
 * (PyTorch-BigGraph, Lerer et al. 2019); it is the size of a row's steps that a warm start needs.
 */
final class CompactSquares {
    /** Before the name of the parameter that they belong to. */
    static final String PREFIX = "adagrad.";

    private CompactSquares() {}

    /** By name in the bundle. */
    static Map<String, Tensor> tensors(Parameters squares) {
        Map<String, Tensor> tensors = new TreeMap<>(squares.tensors(PREFIX));
        for (Parameter table : squares.all()) {
            if (table.perItem()) {
                tensors.put(PREFIX + table.name(), Tensor.floats(means(table), table.rows()));
            }
        }
        return tensors;
    }

    private static float[] means(Parameter table) {
        float[] means = new float[table.rows()];
        for (int row = 0; row < means.length; row++) {
            double sum = 0;
            for (int i = row * table.columns(); i < (row + 1) * table.columns(); i++) {
                sum += table.values()[i];
            }
            means[row] = (float) (sum / table.columns());
        }
        return means;
    }
}
