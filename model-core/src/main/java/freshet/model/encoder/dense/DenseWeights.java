package freshet.model.encoder.dense;

/**
 * The weights of one layer. Nobody writes to the array.
 *
 * @param inputWidth d
 * @param width h
 * @param matrix W (d, h), row-major
 * @param activation of the layer
 */
public record DenseWeights(int inputWidth, int width, float[] matrix, Activation activation) {}
