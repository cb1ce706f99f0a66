package freshet.trainer.gru4rec;

import freshet.trainer.linear.Sgemm;
import java.util.Arrays;

/** The trained network outside of training: no dropout, all items scored. For one thread. */
final class Gru4RecScorer {
    private final Gru4RecWeights weights;
    private final GruLayer layer;
    private final float[] x; // (1, d)
    private final float[] scores; // (V)
    private float[] hidden; // (1, h)
    private float[] next; // (1, h)

    public Gru4RecScorer(Gru4RecWeights weights) {
        this.weights = weights;
        this.layer = new GruLayer(weights.gru, 1);
        this.x = new float[weights.width];
        this.scores = new float[weights.items];
        this.hidden = new float[weights.width];
        this.next = new float[weights.width];
    }

    /** Forgets the session: the hidden state is zero again. */
    public void startSession() {
        Arrays.fill(hidden, 0f);
    }

    /** Folds the session's next item, a vocabulary row, into the hidden state. */
    public void fold(int item) {
        System.arraycopy(weights.embedding, item * weights.width, x, 0, weights.width);
        layer.forward(x, hidden, next, 1);
        float[] folded = next;
        next = hidden;
        hidden = folded;
    }

    /** Logits of all items for the session so far (V); overwritten by the next call. */
    public float[] scores() {
        Sgemm.multiplyByTransposed(hidden, weights.embedding, scores, 1, weights.width, weights.items);
        for (int item = 0; item < weights.items; item++) {
            scores[item] += weights.bias[item];
        }
        return scores;
    }
}
