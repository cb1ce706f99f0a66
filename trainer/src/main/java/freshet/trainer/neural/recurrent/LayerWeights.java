package freshet.trainer.neural.recurrent;

import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.Parameter;
import freshet.trainer.neural.weights.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The weights of one recurrent layer, shared with {@link Parameters}.
 *
 * @param cell says how many blocks of columns there are (k) and what each is for
 * @param inputWidth d; 0 for a layer that is given W x
 * @param width h
 * @param input W (d, kh); empty for a layer that is given W x
 * @param recurrent U (h, kh)
 * @param bias b (kh)
 */
public record LayerWeights(
        TrainedCell cell, int inputWidth, int width, Optional<Parameter> input, Parameter recurrent, Parameter bias) {

    /**
     * A layer's weights among all of a model's.
     *
     * @param parameters which hold what {@link #zeros} makes by the same arguments
     * @param name of the layer, the start of its parameters' names
     * @param inputWidth d; 0 for a layer that is given W x
     * @param width h
     */
    public static LayerWeights of(TrainedCell cell, Parameters parameters, String name, int inputWidth, int width) {
        return new LayerWeights(
                cell,
                inputWidth,
                width,
                inputWidth == 0 ? Optional.empty() : Optional.of(parameters.get(inputName(name))),
                parameters.get(name + ".recurrent"),
                parameters.get(name + ".bias"));
    }

    /**
     * A layer's parameters, all zero: {@code name.input} (d, kh) unless d is 0,
     * {@code name.recurrent} (h, kh) and {@code name.bias} (kh).
     */
    public static List<Parameter> zeros(TrainedCell cell, String name, int inputWidth, int width) {
        int columns = cell.blocks() * width;
        List<Parameter> parameters = new ArrayList<>();
        if (inputWidth > 0) {
            parameters.add(Parameter.matrix(inputName(name), inputWidth, columns));
        }
        parameters.add(Parameter.matrix(name + ".recurrent", width, columns));
        parameters.add(Parameter.vector(name + ".bias", columns));
        return parameters;
    }

    /** The name of a layer's input weights. */
    public static String inputName(String name) {
        return name + ".input";
    }

    /** Draws what the layer starts from. */
    public void randomise(Glorot glorot) {
        cell.start().fill(this, glorot);
    }

    /** Draws Glorot-uniform input weights, with the fans of one block. */
    void drawInput(Glorot glorot) {
        input.ifPresent(matrix -> glorot.fill(matrix.values(), inputWidth, width));
    }

    /** Draws some blocks of the recurrent weights Glorot-uniformly, with the fans of one block. */
    void drawRecurrent(Glorot glorot, int firstBlock, int blocks) {
        int columns = blocks * width;
        float[] block = new float[width * columns];
        glorot.fill(block, width, width);
        for (int row = 0; row < width; row++) {
            System.arraycopy(block, row * columns, recurrent.values(), row * columns() + firstBlock * width, columns);
        }
    }

    /** kh. */
    int columns() {
        return cell.blocks() * width;
    }

    /** Floats of the layer's state. */
    public int stateWidth() {
        return cell.stateWidth(width);
    }

    /** Columns of what comes in: d, or kh for a layer that is given W x. */
    public int inputColumns() {
        return inputWidth == 0 ? columns() : inputWidth;
    }
}
