package freshet.trainer.gru4rec;

import freshet.model.bundle.Tensor;
import freshet.trainer.neural.weights.ItemTable;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adagrad's G in small, as it goes into the bundle for a later warm start: of a table's row the mean, of a layer everything. One value per
 * row is what row-wise Adagrad keeps (PyTorch-BigGraph, Lerer et al. 2019); it is the size of a row's steps that a warm start needs.
 */
final class CompactSquares {
    /** Before the name of the tensor that they belong to. */
    static final String PREFIX = "adagrad.";

    private CompactSquares() {}

    /** By name in the bundle. */
    static Map<String, Tensor> tensors(Gru4RecWeights squares) {
        Map<String, Tensor> tensors = new TreeMap<>();
        squares.layerTensors().forEach((name, tensor) -> tensors.put(PREFIX + name, tensor));
        for (ItemTable table : squares.tables()) {
            tensors.put(PREFIX + table.name(), Tensor.floats(means(table, squares.items), squares.items));
        }
        return tensors;
    }

    private static float[] means(ItemTable table, int items) {
        float[] means = new float[items];
        for (int row = 0; row < items; row++) {
            double sum = 0;
            for (int i = row * table.columns(); i < (row + 1) * table.columns(); i++) {
                sum += table.values()[i];
            }
            means[row] = (float) (sum / table.columns());
        }
        return means;
    }
}
