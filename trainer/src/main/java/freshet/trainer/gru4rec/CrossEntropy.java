package freshet.trainer.gru4rec;

import freshet.trainer.linear.Softmax;

/**
 * Cross-entropy of a softmax over the candidates (Hidasi and Karatzoglou 2018): L = log Σⱼ exp(sⱼ) − sₜ, with the
 * gradient softmax(s)ⱼ − [j = t]. The logarithm is taken of the sum, which is at least 1 once the maximum is subtracted,
 * never of a probability that may have become 0.
 *
 * <p>{@link AccidentalHits} are left out of the sum. Stateless; threads may share it.
 */
final class CrossEntropy implements SampledLoss {

    @Override
    public double differentiate(float[] scores, int sessions, int[] candidates, int count) {
        double loss = 0;
        float scale = 1f / sessions;
        for (int session = 0; session < sessions; session++) {
            int from = session * count;
            AccidentalHits.mask(scores, from, session, candidates, count);
            float targetScore = scores[from + session];
            loss += Softmax.inPlace(scores, from, from + count, scale) - targetScore;
            scores[from + session] -= scale;
        }
        return loss / sessions;
    }
}
