package freshet.trainer.gru4rec;

/**
 * Adagrad (Duchi, Hazan, Singer 2011): G ← G + g², w ← w − s with s = rate · g / √(G + ε), elementwise. G starts at zero and ε = 1e-6
 * stands inside the root, where it keeps the step of a weight without gradient finite. The gradient's scale cancels but for ε, so
 * that a mean and a sum over the batch train alike.
 *
 * <p>With momentum μ, Nesterov's in the form that needs the gradient only where the weights are (Bengio, Boulanger-Lewandowski,
 * Pascanu 2013), with Adagrad's step for the gradient's: v ← μ v − s, w ← w + μ v − s.
 *
 * <p>This one updates a whole array; {@link RowAdagrad} some rows of a table. For one thread.
 */
final class Adagrad {
    /** ε. */
    public static final float EPSILON = 1e-6f;

    private final float[] values; // w
    private final float[] squares; // G, same length
    private final float[] velocities; // v, same length; none without momentum
    private final float rate;
    private final float momentum;

    /**
     * @param values w, which every step changes in place
     * @param squares G, which every step changes in place
     * @param velocities v, which every step changes in place; none without momentum
     * @param rate learning rate
     * @param momentum μ, in [0, 1)
     */
    public Adagrad(float[] values, float[] squares, float[] velocities, float rate, float momentum) {
        this.values = values;
        this.squares = squares;
        this.velocities = velocities;
        this.rate = rate;
        this.momentum = momentum;
    }

    /** One step on all weights. */
    public void step(float[] gradient) {
        if (momentum > 0) {
            update(values, squares, velocities, gradient, rate, momentum, values.length);
        } else {
            update(values, squares, gradient, rate, values.length);
        }
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

    /** The formula with momentum. */
    static void update(
            float[] values,
            float[] squares,
            float[] velocities,
            float[] gradient,
            float rate,
            float momentum,
            int length) {
        for (int i = 0; i < length; i++) {
            float g = gradient[i];
            float square = squares[i] + g * g;
            float step = rate * g / (float) Math.sqrt(square + EPSILON);
            float velocity = momentum * velocities[i] - step;
            squares[i] = square;
            velocities[i] = velocity;
            values[i] += momentum * velocity - step;
        }
    }
}
