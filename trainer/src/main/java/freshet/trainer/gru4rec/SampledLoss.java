package freshet.trainer.gru4rec;

/**
 * A loss over candidate items that all sessions of a batch share. The first candidates are the batch's targets, in the order of
 * the sessions: candidate i is the target of session i.
 */
interface SampledLoss {

    /**
     * Computes the loss and puts its gradient in place of the scores.
     *
     * @param scores of each session for each candidate (sessions, count), row-major; becomes the gradient of the mean loss
     * @param sessions in the batch
     * @param candidates item rows; the first {@code count} count
     * @return the mean loss per session
     */
    double differentiate(float[] scores, int sessions, int[] candidates, int count);
}
