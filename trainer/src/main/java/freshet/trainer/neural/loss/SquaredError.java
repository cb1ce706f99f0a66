package freshet.trainer.neural.loss;

/**
 * Squared error of the scores, which are to be 1 for the target and 0 for every other item:
 *
 * <pre>
 * L = (rᵢ − 1)² + Σⱼ rⱼ²     ∂L/∂rᵢ = 2 (rᵢ − 1)     ∂L/∂rⱼ = 2 rⱼ
 * </pre>
 *
 * With the whole logQ correction a negative counts 1/Q times, so that the sum estimates that over
 * all items but the target without having to score them. Immutable.
 */
final class SquaredError implements SampledLoss {

    @Override
    public double differentiate(float[] scores, int target, float[] negatives, int count, float scale) {
        double loss = 0;
        float missing = scores[target] - 1;
        for (int j = 0; j < count; j++) {
            float score = scores[j];
            loss += (double) negatives[j] * score * score;
            scores[j] = 2 * scale * negatives[j] * score;
        }
        scores[target] = 2 * scale * missing;
        return loss + (double) missing * missing;
    }

    @Override
    public LogQUse logQUse() {
        return LogQUse.NEGATIVES_WEIGHTS;
    }
}
