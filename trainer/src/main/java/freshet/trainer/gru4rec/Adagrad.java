package freshet.trainer.gru4rec;

/**
 * Adagrad on one array (Duchi, Hazan, Singer 2011): G ← G + g², w ← w − rate · g / √(G + ε), elementwise. G starts at zero and
 * ε = 1e-6 stands inside the root. The gradient's scale cancels but for ε, so that a mean and a sum over the batch train alike. For one thread.
 */
public final class Adagrad {
    /** Keeps the first step of an untouched weight finite. */
    public static final float EPSILON = 1e-6f;

    private final float[] values;
    private final float[] squares; // G, same length as values
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
        step(0, gradient, 0, values.length);
    }

    /** One step on {@code length} weights from index {@code at}, whose gradient starts at {@code gradientAt}. */
    public void step(int at, float[] gradient, int gradientAt, int length) {
        for (int i = 0; i < length; i++) {
            float g = gradient[gradientAt + i];
            float square = squares[at + i] + g * g;
            squares[at + i] = square;
            values[at + i] -= rate * g / (float) Math.sqrt(square + EPSILON);
        }
    }
}
