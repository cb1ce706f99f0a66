package freshet.trainer.gru4rec;

import freshet.trainer.linear.Sgemm;
import java.util.Arrays;

/**
 * The output layer in training: scores a batch against its candidates alone, which are its targets and the drawn negatives, and
 * differentiates. s = H·E_cᵀ + b_c − logQ_c; only the candidates' rows are ever multiplied. Buffers are allocated once. For one thread.
 */
final class SampledOutput {
    private final Gru4RecWeights weights;
    private final NegativeSampler sampler;
    private final int samples;
    private final LogQ logQ;
    private final SampledLoss loss;
    private final float[] candidateRows; // (N, h)
    private final float[] offsets; // (N): b_c − logQ_c
    private final float[] scores; // (B, N), then their gradient

    /** @param batchSize most sessions in one step */
    public SampledOutput(
            Gru4RecWeights weights, NegativeSampler sampler, int samples, LogQ logQ, SampledLoss loss, int batchSize) {
        int candidates = batchSize + samples;
        this.weights = weights;
        this.sampler = sampler;
        this.samples = samples;
        this.logQ = logQ;
        this.loss = loss;
        this.candidateRows = new float[Math.multiplyExact(candidates, weights.width)];
        this.offsets = new float[candidates];
        this.scores = new float[Math.multiplyExact(batchSize, candidates)];
    }

    /**
     * Draws negatives, computes the mean loss and its gradients.
     *
     * @param hidden the layer's output (batch, h)
     * @param targets each session's next item (batch)
     * @param gradients receives the candidates and their gradients, and loses what it listed before
     * @param gradHidden receives the gradient of {@code hidden} (batch, h)
     * @return the mean loss per session
     */
    public double differentiate(float[] hidden, int[] targets, int batch, ItemGradients gradients, float[] gradHidden) {
        int count = batch + samples;
        gradients.count = count;
        System.arraycopy(targets, 0, gradients.items, 0, batch);
        sampler.draw(gradients.items, batch, samples);
        gather(gradients.items, count, batch);
        Sgemm.multiplyByTransposed(hidden, candidateRows, scores, batch, weights.width, count);
        addOffsets(batch, count);
        double mean = loss.differentiate(scores, batch, gradients.items, count);
        Sgemm.multiply(scores, candidateRows, gradHidden, batch, count, weights.width);
        Sgemm.multiplyTransposed(scores, hidden, gradients.vectors, count, batch, weights.width);
        sumColumns(gradients.bias, batch, count);
        return mean;
    }

    private void gather(int[] items, int count, int batch) {
        int width = weights.width;
        float[] corrections = logQ.corrections(batch);
        for (int c = 0; c < count; c++) {
            System.arraycopy(weights.embedding, items[c] * width, candidateRows, c * width, width);
            offsets[c] = weights.bias[items[c]] - corrections[items[c]];
        }
    }

    private void addOffsets(int batch, int count) {
        for (int row = 0; row < batch; row++) {
            for (int c = 0; c < count; c++) {
                scores[row * count + c] += offsets[c];
            }
        }
    }

    private void sumColumns(float[] sums, int batch, int count) {
        Arrays.fill(sums, 0, count, 0f);
        for (int row = 0; row < batch; row++) {
            for (int c = 0; c < count; c++) {
                sums[c] += scores[row * count + c];
            }
        }
    }
}
