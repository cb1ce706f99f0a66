package freshet.model.encoder;

import freshet.model.SessionBatch;

/** An encoder that reads all retained items of a session each time and keeps no state. */
public non-sealed interface WindowEncoder extends SessionEncoder {

    /**
     * Allocates the scratch of one thread.
     *
     * @param maxBatch most sessions in one call
     */
    Reader newReader(int maxBatch);

    /** Reads sessions. For one thread. */
    interface Reader extends AutoCloseable {

        /** @param queries receives (batch.size(), queryWidth), row-major */
        void encode(SessionBatch batch, float[] queries);

        /** Frees native memory, if it has any. */
        @Override
        default void close() {}
    }
}
