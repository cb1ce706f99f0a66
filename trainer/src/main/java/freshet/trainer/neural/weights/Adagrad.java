package freshet.trainer.neural.weights;

/**
 * Adagrad (Duchi, Hazan, Singer 2011): G ← G + g², w ← w − s with s = rate · g / √(G + ε),
 * elementwise. G starts at zero and ε = 1e-6 is inside the root, where it keeps the step of a
 * weight without gradient finite. The gradient's scale cancels but for ε, so that a mean and a sum
 * over the batch train alike.
 *
 * <p>With momentum μ, Nesterov's in the form that needs the gradient only where the weights are
 * (Bengio, Boulanger-Lewandowski, Pascanu 2013), with Adagrad's step for the gradient's: v ← μ v −
 * s, w ← w + μ v − s.
 *
 * <p>{@link RowAdagrad} applies it to rows of a table. Stateless.
 */
public final class Adagrad {
    /** ε. */
    public static final float EPSILON = 1e-6f;

    private Adagrad() {}

    /**
     * The formula on the first {@code length} elements; the JIT compiler vectorises it as long as
     * all start at index 0.
     */
    public static void update(float[] values, float[] squares, float[] gradient, float rate, int length) {
        for (int i = 0; i < length; i++) {
            float g = gradient[i];
            float square = squares[i] + g * g;
            squares[i] = square;
            values[i] -= rate * g / (float) Math.sqrt(square + EPSILON);
        }
    }

    /** The formula with momentum. */
    public static void update(
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
