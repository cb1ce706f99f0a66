package freshet.trainer.gru4rec;

import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The weights of one GRU layer, shared with {@link Parameters}. Columns of gates are in the order
 * reset | update | candidate.
 */
final class TrainedGruWeights {
    final int inputWidth; // d; 0 for a layer that is given W x
    final int width; // h
    final Optional<Parameter> input; // W (d, 3h); empty for a layer that is given W x
    final Parameter recurrent; // (h, 3h)
    final Parameter bias; // (3h)

    TrainedGruWeights(Parameters parameters, Architecture architecture, int layer) {
        this.inputWidth = architecture.inputWidth(layer);
        this.width = architecture.layers().get(layer);
        this.input = inputWidth == 0 ? Optional.empty() : Optional.of(parameters.get(inputName(layer)));
        this.recurrent = parameters.get("gru." + layer + ".recurrent");
        this.bias = parameters.get("gru." + layer + ".bias");
    }

    /** A layer's parameters, all zero. */
    static List<Parameter> zeros(Architecture architecture, int layer) {
        int d = architecture.inputWidth(layer);
        int h = architecture.layers().get(layer);
        List<Parameter> parameters = new ArrayList<>();
        if (d > 0) {
            parameters.add(Parameter.matrix(inputName(layer), d, 3 * h));
        }
        parameters.add(Parameter.matrix("gru." + layer + ".recurrent", h, 3 * h));
        parameters.add(Parameter.vector("gru." + layer + ".bias", 3 * h));
        return parameters;
    }

    /** Of a layer's input weights. */
    static String inputName(int layer) {
        return "gru." + layer + ".input";
    }

    /** Draws Glorot-uniform matrices, each gate's block on its own; the bias stays as it is. */
    void randomise(Glorot glorot) {
        input.ifPresent(matrix -> glorot.fill(matrix.values(), inputWidth, width));
        fillColumns(glorot, 0, 2 * width); // reset and update first: the order of the draws never changes
        fillColumns(glorot, 2 * width, width);
    }

    private void fillColumns(Glorot glorot, int from, int columns) {
        float[] block = new float[width * columns];
        glorot.fill(block, width, width);
        for (int row = 0; row < width; row++) {
            System.arraycopy(block, row * columns, recurrent.values(), row * 3 * width + from, columns);
        }
    }

    /** Columns of what comes in: d, or 3h for a layer that is given W x. */
    int inputColumns() {
        return inputWidth == 0 ? 3 * width : inputWidth;
    }
}
