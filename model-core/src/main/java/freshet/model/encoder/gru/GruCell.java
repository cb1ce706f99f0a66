package freshet.model.encoder.gru;

/**
 * One way of computing the steps of a gated recurrent unit whose reset gate acts before the
 * product, as in Hidasi et al. 2016, equations 1–4, for one session
 *
 * <pre>
 *   r  = σ(x W_r + h U_r + b_r)             (h)
 *   z  = σ(x W_z + h U_z + b_z)             (h)
 *   n  = tanh(x W_n + (r ⊙ h) U_n + b_n)    (h)
 *   h' = (1 − z) ⊙ h + z ⊙ n                (h)
 * </pre>
 *
 * <p>Holds the weights in the form that it wants. Immutable; threads share it, each with a step of
 * its own.
 */
public interface GruCell {

    /** d, floats of the layer's input. */
    int inputWidth();

    /** h, floats of its hidden state. */
    int width();

    /**
     * Allocates the scratch of one thread.
     *
     * @param maxBatch most sessions in one call
     */
    Step newStep(int maxBatch);

    /** Takes one input into each of several hidden states. For one thread. */
    interface Step {

        /**
         * Replaces hidden states by the next ones.
         *
         * @param inputs holds session i's input (d) from {@code inputAt[i]} on
         * @param hidden holds session i's hidden state (h) from {@code hiddenAt[i]} on; none
         *     overlaps another or an input
         * @param count sessions
         */
        void step(float[] inputs, int[] inputAt, float[] hidden, int[] hiddenAt, int count);
    }
}
