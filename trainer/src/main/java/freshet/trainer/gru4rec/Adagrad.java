package freshet.trainer.gru4rec;

/**
 * Adagrad (Duchi, Hazan, Singer 2011): G ← G + g², w ← w − rate · g / √(G + ε), elementwise. G starts at zero and ε = 1e-6 stands
 * inside the root, where it keeps the step of a weight without gradient finite. The gradient's scale cancels but for ε, so
 * that a mean and a sum over the batch train alike.
 *
 * <p>This one updates a whole array; {@link RowAdagrad} some rows of a table. For one thread.
 */
final class Adagrad {
    /** ε. */
    public static final float EPSILON = 1e-6f;

    private final float[] values; // w
    private final float[] squares; // G, same length
    private final float rate;

    /**
     * @param values the weights, which every step changes in place
     * @param rate learning rate
     */
    public Adagrad(float[] values, float rate) {
        this.values = values;
        this.squares = new float[values.length];
        this.rate = rate;
    }

    /** One step on all weights. */
    public void step(float[] gradient) {
        update(values, squares, gradient, rate, values.length);
    }

    /** The formula on the first {@code length} elements; the JIT compiler vectorises it as long as all start at index 0. */
    static void update(float[] values, float[] squares, float[] gradient, float rate, int length) {
        for (int i = 0; i < length; i++) {
            float g = gradient[i];
            float square = squares[i] + g * g;
            squares[i] = square;
            values[i] -= rate * g / (float) Math.sqrt(square + EPSILON);
        }
    }
}
