package freshet.model.encoder.recurrent;

/**
 * One way of computing the steps of a recurrent layer. A layer of h units takes an input (d) into a
 * state, which is one vector of h or several; the first one, the hidden state, goes to the layer
 * above.
 *
 * <p>Holds the weights in the form that it wants. Immutable; threads share it, each with a step of
 * its own.
 */
public interface RecurrentCell {

    /** d, floats of the layer's input. */
    int inputWidth();

    /** h, floats of its hidden state. */
    int width();

    /** Floats of its state, whose first h are the hidden state. */
    int stateWidth();

    /**
     * Allocates the scratch of one thread.
     *
     * @param maxBatch most sessions in one call
     */
    Step newStep(int maxBatch);

    /** Takes one input into each of several states. For one thread. */
    interface Step {

        /**
         * Replaces states by the next ones.
         *
         * @param inputs holds session i's input (d) from {@code inputAt[i]} on
         * @param states holds session i's state from {@code stateAt[i]} on; none overlaps another
         *     or an input
         * @param count sessions
         */
        void step(float[] inputs, int[] inputAt, float[] states, int[] stateAt, int count);
    }
}
