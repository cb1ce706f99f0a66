package freshet.trainer.neural;

/**
 * A model's own forward pass outside of training, without dropout. The weights must not change
 * meanwhile. For one thread.
 */
public interface ReferenceForward extends AutoCloseable {

    /**
     * The query of a session (h); overwritten by the next call.
     *
     * @param session vocabulary rows, oldest first, at least one
     */
    float[] query(int[] session);

    /** Whether the query depends on when the session's newest event was. */
    default boolean readsTime() {
        return false;
    }

    /**
     * The query of a session whose newest event was at a time.
     *
     * @param timeMillis milliseconds since 1970-01-01 UTC
     */
    default float[] query(int[] session, long timeMillis) {
        return query(session);
    }

    /** Gives the buffers back. */
    @Override
    void close();
}
