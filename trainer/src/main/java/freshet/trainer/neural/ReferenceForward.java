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

    /** Gives the buffers back. */
    @Override
    void close();
}
