package freshet.trainer.neural.loss;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.Sgemm;
import freshet.trainer.neural.loss.SampledLoss.LogQUse;
import freshet.trainer.neural.weights.ItemGradients;
import java.util.List;

/**
 * The scores of a batch against the {@link Candidates} of one share, s = H·E_cᵀ, and the way back
 * from their gradients; only the candidates' rows are ever multiplied. Buffers are allocated once.
 * For one thread; others read and change the scores of their sessions in between.
 */
final class CandidateScores {
    final Candidates candidates;
    final float[] offsets; // (N): b_c, less logQ_c where scores are corrected
    final float[] times; // (N): how often each counts as a negative
    final Matrix scores; // (B, N), then their gradient
    private final float[] embedding; // E (V, h)
    private final float[] itemBias; // b (V)
    private final int width; // h
    private final LogQ logQ;
    private final LogQUse use;
    private final Matrix rows; // (N, h)

    /**
     * @param use what the loss has need of logQ for
     * @param batchSize most sessions in one step
     */
    CandidateScores(
            float[] embedding,
            float[] itemBias,
            Candidates candidates,
            LogQ logQ,
            LogQUse use,
            int batchSize,
            MatrixMemory memory) {
        int capacity = candidates.items.length;
        this.embedding = embedding;
        this.itemBias = itemBias;
        this.width = embedding.length / itemBias.length;
        this.candidates = candidates;
        this.logQ = logQ;
        this.use = use;
        this.offsets = new float[capacity];
        this.times = new float[capacity];
        this.scores = memory.matrix(batchSize, Math.max(1, capacity)); // a row has a length, even if the share is empty
        this.rows = memory.matrix(capacity, width);
    }

    /** Computes the scores from the layer's output (batch, h). */
    void compute(Matrix hidden, int batch) {
        boolean weighs = use == LogQUse.NEGATIVES_WEIGHTS;
        for (int c = 0; c < candidates.count; c++) {
            int item = candidates.items[c];
            rows.put(c, 0, embedding, item * width, width);
            offsets[c] = itemBias[item] - (weighs ? 0 : logQ.correction(item, batch));
            times[c] = candidates.times[c] * (weighs ? logQ.weight(item, batch) : 1);
        }
        Sgemm.multiplyByTransposed(hidden, rows, scores, batch, width, candidates.count);
    }

    /**
     * From the gradients of the scores.
     *
     * @param losses with the biases' gradients, each from some sessions
     * @param first where this share's candidates begin among all
     * @param gradients receives the candidates and their gradients, and loses what it listed before
     * @param gradHidden receives this share's part of the gradient of {@code hidden} (batch, h)
     */
    void differentiate(
            Matrix hidden,
            int batch,
            List<SessionLosses> losses,
            int first,
            ItemGradients gradients,
            Matrix gradHidden) {
        int count = candidates.count;
        gradients.list(candidates.items, count);
        Sgemm.multiply(scores, rows, gradHidden, batch, count, width);
        Sgemm.multiplyTransposed(scores, hidden, gradients.vectors, count, batch, width);
        for (int c = 0; c < count; c++) {
            float sum = 0;
            for (int m = 0; m < losses.size(); m++) {
                sum += losses.get(m).bias[first + c];
            }
            gradients.bias[c] = sum;
        }
    }
}
