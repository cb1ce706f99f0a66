package freshet.model.encoder.recurrent;

/**
 * Weights of one recurrent layer, with k blocks of h columns; each cell says in which order.
 *
 * @param blocks k
 * @param inputWidth d, floats of the layer's input
 * @param width h, floats of its hidden state
 * @param input W (d, kh)
 * @param recurrent U (h, kh)
 * @param bias b (kh)
 */
public record CellWeights(int blocks, int inputWidth, int width, float[] input, float[] recurrent, float[] bias) {

    public CellWeights {
        int columns = blocks * width;
        requireLength("input", input, inputWidth * columns);
        requireLength("recurrent", recurrent, width * columns);
        requireLength("bias", bias, columns);
    }

    /** kh. */
    int columns() {
        return blocks * width;
    }

    private static void requireLength(String name, float[] values, int expected) {
        if (values.length != expected) {
            throw new IllegalArgumentException(
                    "recurrent weights \"" + name + "\" have " + values.length + " values, not " + expected);
        }
    }
}
