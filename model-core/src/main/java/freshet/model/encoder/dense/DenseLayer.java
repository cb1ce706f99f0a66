package freshet.model.encoder.dense;

/**
 * A fully connected layer, act(b + x W). Where its sums start (b) comes with each call, so that it
 * may be a bias or what another layer gave. Immutable; threads share it.
 */
public interface DenseLayer {

    /** Floats of an input row. */
    int inputWidth();

    /** Floats of an output row. */
    int width();

    /**
     * Allocates the scratch of one thread.
     *
     * @param maxRows most rows in one call
     */
    Pass newPass(int maxRows);

    /** Computes outputs. For one thread. */
    interface Pass {

        /**
         * The outputs of some rows; each depends on its own row alone.
         *
         * @param inputs x (rows, inputWidth), row-major
         * @param starts b, at {@code startAt} (width), for all rows the same
         * @param outputs receives (rows, width), row-major
         */
        void apply(float[] inputs, int rows, float[] starts, int startAt, float[] outputs);
    }
}
