package freshet.model.encoder.gru;

/**
 * Weights of one GRU layer. Columns are in the order reset | update | candidate.
 *
 * @param inputWidth d, floats of the layer's input
 * @param width h, floats of its hidden state
 * @param input W (d, 3h)
 * @param recurrent U (h, 3h)
 * @param bias b (3h)
 */
public record GruCellWeights(int inputWidth, int width, float[] input, float[] recurrent, float[] bias) {

    public GruCellWeights {
        requireLength("input", input, inputWidth * 3 * width);
        requireLength("recurrent", recurrent, width * 3 * width);
        requireLength("bias", bias, 3 * width);
    }

    private static void requireLength(String name, float[] values, int expected) {
        if (values.length != expected) {
            throw new IllegalArgumentException(
                    "GRU weights \"" + name + "\" have " + values.length + " values, not " + expected);
        }
    }
}
