package freshet.model.encoder;

import freshet.model.SessionBatch;

/** An encoder that reads all retained items of a session each time and keeps no state. */
public non-sealed interface WindowEncoder extends SessionEncoder {

    /** Allocates the scratch of one thread. */
    Reader newReader();

    /** Reads sessions. For one thread. */
    interface Reader {

        /** @param queries receives (batch.size(), queryWidth), row-major */
        void encode(SessionBatch batch, float[] queries);
    }
}
