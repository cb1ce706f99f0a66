package freshet.model;

/**
 * A trained model that ranks every item of its vocabulary by how likely a session wants it next.
 * Immutable; threads share it and each works through a {@link BatchRecommender} of its own.
 */
public interface NextItemModel extends AutoCloseable {

    /** The items it ranks. */
    Vocabulary vocabulary();

    /**
     * Floats of per-session state that a caller may keep between two events to spare a fold from
     * the start; 0 if the model keeps none.
     */
    int stateWidth();

    /**
     * Whether its probabilities are a softmax of its scores, so that a temperature can make them
     * right. What counts has shares instead.
     */
    default boolean isSoftmax() {
        return false;
    }

    /**
     * Allocates all scratch that ranking needs, for one thread.
     *
     * @param maxBatch most sessions in one call, at least 1
     * @param k items wanted per session, at least 1; a smaller vocabulary gives fewer
     */
    BatchRecommender newRecommender(int maxBatch, int k);

    /** Frees native memory; no recommender of this model may be used after it. */
    @Override
    void close();
}
