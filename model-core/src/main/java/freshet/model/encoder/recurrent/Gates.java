package freshet.model.encoder.recurrent;

/**
 * The sums x W + h U + b of a layer with k blocks, and the functions that a cell applies to them.
 * Immutable; threads share it, each with sums of its own.
 */
public interface Gates {

    /** d. */
    int inputWidth();

    /** h. */
    int width();

    /** Floats from one block of a session to the next, at least h. */
    int block();

    /** Floats from one session to the next, at least k blocks. */
    int stride();

    /**
     * Allocates the sums of one thread.
     *
     * @param maxBatch most sessions in one call
     */
    Sums newSums(int maxBatch);

    /** v = 1 / (1 + e^−v) for the first {@code length} values, whole blocks. */
    void sigmoid(float[] values, int length);

    /** v = tanh(v) for the first {@code length} values, whole blocks. */
    void tanh(float[] values, int length);

    /** For one thread. */
    interface Sums {

        /**
         * Adds up.
         *
         * @param inputs holds session i's input (d) from {@code inputAt[i]} on
         * @param states holds session i's hidden state (h) from {@code stateAt[i]} on
         * @param count sessions
         * @return (count, stride), of each block the first h; overwritten by the next call
         */
        float[] of(float[] inputs, int[] inputAt, float[] states, int[] stateAt, int count);
    }
}
