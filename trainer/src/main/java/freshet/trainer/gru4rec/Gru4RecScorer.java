package freshet.trainer.gru4rec;

import freshet.trainer.linear.NativeMemory;
import freshet.trainer.linear.Team;
import freshet.trainer.neural.SessionParallelBatches;
import freshet.trainer.neural.weights.ItemShare;

/** The trained network outside of training: no dropout, all items scored. The weights must not change meanwhile. For one thread. */
final class Gru4RecScorer implements AutoCloseable {
    private final NativeMemory memory = new NativeMemory();
    private final Gru4RecWeights weights;
    private final GruStack stack;
    private final TimeStep step;
    private final float[] query; // (h)
    private final float[] scores; // (V)
    private boolean sessionStarts = true;

    public Gru4RecScorer(Gru4RecWeights weights) {
        this.weights = weights;
        this.stack = new GruStack(weights, ItemShare.of(1, weights.items), 1, new Team(1), memory);
        this.step = TimeStep.ofOneSession(weights, memory);
        this.query = new float[weights.width];
        this.scores = new float[weights.items];
        stack.load(0);
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
        stack.carry(0, step, step);
        stack.forward(step);
        sessionStarts = false;
    }

    /** Logits of all items for the session so far, which has an item at least (V); overwritten by the next call. */
    public float[] scores() {
        step.top().get(0, 0, query, 0, query.length);
        for (int item = 0; item < weights.items; item++) {
            float score = weights.bias[item];
            for (int i = 0; i < query.length; i++) {
                score += query[i] * weights.embedding[item * query.length + i];
            }
            scores[item] = score;
        }
        return scores;
    }

    /** Gives the buffers back. */
    @Override
    public void close() {
        memory.close();
    }
}
