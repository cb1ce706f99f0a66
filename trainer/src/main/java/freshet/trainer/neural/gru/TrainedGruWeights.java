package freshet.trainer.neural.gru;

import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The weights of one GRU layer, shared with {@link Parameters}. Columns of gates are in the order
 * reset | update | candidate.
 *
 * @param inputWidth d; 0 for a layer that is given W x
 * @param width h
 * @param input W (d, 3h); empty for a layer that is given W x
 * @param recurrent U (h, 3h)
 * @param bias b (3h)
 */
public record TrainedGruWeights(
        int inputWidth, int width, Optional<Parameter> input, Parameter recurrent, Parameter bias) {

    /**
     * A layer's weights among all of a model's.
     *
     * @param parameters which hold what {@link #zeros} makes by the same arguments
     * @param name of the layer, the start of its parameters' names
     * @param inputWidth d; 0 for a layer that is given W x
     * @param width h
     */
    public static TrainedGruWeights of(Parameters parameters, String name, int inputWidth, int width) {
        return new TrainedGruWeights(
                inputWidth,
                width,
                inputWidth == 0 ? Optional.empty() : Optional.of(parameters.get(inputName(name))),
                parameters.get(name + ".recurrent"),
                parameters.get(name + ".bias"));
    }

    /**
     * A layer's parameters, all zero: {@code name.input} (d, 3h) unless d is 0,
     * {@code name.recurrent} (h, 3h) and {@code name.bias} (3h).
     */
    public static List<Parameter> zeros(String name, int inputWidth, int width) {
        List<Parameter> parameters = new ArrayList<>();
        if (inputWidth > 0) {
            parameters.add(Parameter.matrix(inputName(name), inputWidth, 3 * width));
        }
        parameters.add(Parameter.matrix(name + ".recurrent", width, 3 * width));
        parameters.add(Parameter.vector(name + ".bias", 3 * width));
        return parameters;
    }

    /** The name of a layer's input weights. */
    public static String inputName(String name) {
        return name + ".input";
    }

    /** Draws Glorot-uniform matrices, each gate's block on its own; the bias stays as it is. */
    public void randomise(Glorot glorot) {
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
    public int inputColumns() {
        return inputWidth == 0 ? 3 * width : inputWidth;
    }
}
