package freshet.model.encoder;

/**
 * An encoder that keeps a state per session and takes in one item at a time, at a cost that does
 * not grow with the session.
 */
public non-sealed interface RecurrentEncoder extends SessionEncoder {

    /** Floats of a session's state; the state before the first item is all zeros. */
    int stateWidth();

    /**
     * Allocates the scratch of one thread.
     *
     * @param maxBatch most sessions in one call
     */
    Folder newFolder(int maxBatch);

    /** Takes items into states. For one thread. */
    interface Folder {

        /**
         * Folds one item into each of several distinct sessions, in place.
         *
         * @param states (n, stateWidth), row-major
         * @param sessions which rows of {@code states} to change (count)
         * @param items the vocabulary row of each one's next item (count)
         */
        void fold(float[] states, int[] sessions, int[] items, int count);

        /**
         * Reads queries out of states.
         *
         * @param states (count, stateWidth), row-major
         * @param queries receives (count, queryWidth), row-major
         */
        void readout(float[] states, int count, float[] queries);
    }
}
