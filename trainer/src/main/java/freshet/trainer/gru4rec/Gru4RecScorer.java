package freshet.trainer.gru4rec;

import freshet.trainer.linear.Sgemm;

/** The trained network outside of training: no dropout, all items scored. For one thread. */
final class Gru4RecScorer {
    private final Gru4RecWeights weights;
    private final GruStack stack;
    private final TimeStep step;
    private final float[] scores; // (V)
    private boolean sessionStarts = true;

    public Gru4RecScorer(Gru4RecWeights weights) {
        this.weights = weights;
        this.stack = new GruStack(weights, 1);
        this.step = TimeStep.ofOneSession(weights);
        this.scores = new float[weights.items];
    }

    /** Forgets the session: the hidden states are zero again. */
    public void startSession() {
        sessionStarts = true;
    }

    /** Folds the session's next item, a vocabulary row, into the hidden states. */
    public void fold(int item) {
        step.size = 1;
        step.inputs[0] = item;
        step.previousSlots[0] = sessionStarts ? SessionParallelBatches.SESSION_START : 0;
        stack.forward(step, step);
        sessionStarts = false;
    }

    /** Logits of all items for the session so far, which has an item at least (V); overwritten by the next call. */
    public float[] scores() {
        Sgemm.multiplyByTransposed(step.top(), weights.embedding, scores, 1, weights.width, weights.items);
        for (int item = 0; item < weights.items; item++) {
            scores[item] += weights.bias[item];
        }
        return scores;
    }
}
