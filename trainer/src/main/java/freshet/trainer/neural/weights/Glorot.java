package freshet.trainer.neural.weights;

import java.util.SplittableRandom;

/**
 * Glorot-uniform initialisation (Glorot and Bengio 2010): a matrix (in, out) is drawn from U(−a, a)
 * with a = √(6 / (in + out)). For one thread.
 */
public final class Glorot {
    private final SplittableRandom random;

    public Glorot(SplittableRandom random) {
        this.random = random;
    }

    /**
     * Fills an array that holds matrices of {@code in} rows and {@code out} columns, one or several
     * side by side.
     */
    public void fill(float[] values, int in, int out) {
        double limit = Math.sqrt(6.0 / (in + out));
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((2 * random.nextDouble() - 1) * limit);
        }
    }
}
