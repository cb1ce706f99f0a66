package freshet.model;

/** Ranks items for a batch of sessions with one model. Holds scratch: for one thread at a time. */
public interface BatchRecommender extends AutoCloseable {

    /**
     * Folds into each session's state the items that it has not folded yet, then ranks all items of the vocabulary.
     *
     * @param batch sessions with at least one item each; their states are brought up to date in place
     * @param out receives one row per session, best item first, probabilities from a softmax over all items
     */
    void recommend(SessionBatch batch, RankedItems out);

    /** Frees the scratch. */
    @Override
    void close();
}
