package freshet.trainer.gru4rec;

/**
 * Candidates that are a session's own target once more, be it as a drawn sample or as the target of another session. Counted as
 * negatives they would push down what is pulled up as the target, so every loss leaves them out. (TensorFlow's sampled softmax
 * gives them their name and leaves them out too.)
 */
final class AccidentalHits {
    private AccidentalHits() {}

    /** Sets their scores, which start at {@code scores[from]}, to {@code -Infinity}; the target's own score stays. */
    static void mask(float[] scores, int from, int session, int[] candidates, int count) {
        int target = candidates[session];
        float own = scores[from + session];
        for (int j = 0; j < count; j++) {
            if (candidates[j] == target) {
                scores[from + j] = Float.NEGATIVE_INFINITY;
            }
        }
        scores[from + session] = own;
    }
}
