package freshet.model;

/** Takes the scores of all items for the sessions of a batch, one session after the other. */
@FunctionalInterface
public interface ScoreRows {

    /**
     * @param session index of the session in the batch
     * @param scores of all items (items), the higher the better; −∞ for an item that the model does
     *     not rank. Only to be read, and valid during the call only
     */
    void row(int session, float[] scores);
}
