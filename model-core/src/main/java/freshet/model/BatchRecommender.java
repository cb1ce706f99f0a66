package freshet.model;

/** Ranks items for a batch of sessions with one model. Holds scratch: for one thread at a time. */
public interface BatchRecommender extends AutoCloseable {

    /**
     * Folds into each session's state the items that it has not folded yet, then ranks all items of
     * the vocabulary.
     *
     * @param batch sessions with at least one item each; their states are brought up to date in
     *     place
     * @param out receives one row per session, best item first, equal scores in vocabulary order,
     *     probabilities over all items that the batch does not exclude
     */
    void recommend(SessionBatch batch, RankedItems out);

    /**
     * Folds in the same way, then hands out what {@link #recommend} ranks by: the scores of all
     * items, also of those that the batch excludes.
     *
     * @param batch as for {@link #recommend}
     * @param out receives one row per session, in order
     */
    void score(SessionBatch batch, ScoreRows out);

    /** Frees the scratch. */
    @Override
    void close();
}
