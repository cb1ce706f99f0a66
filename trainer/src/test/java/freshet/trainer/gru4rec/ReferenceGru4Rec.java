package freshet.trainer.gru4rec;

import java.util.List;

/**
 * GRU4Rec in double precision and plain loops, written from the formulas alone, against which the trainer's fast code is held. Reads
 * the trainer's weights anew at every call, so that a test may nudge them.
 */
final class ReferenceGru4Rec {
    private final Gru4RecWeights weights;
    private final int h;

    ReferenceGru4Rec(Gru4RecWeights weights) {
        this.weights = weights;
        this.h = weights.width;
    }

    /** The state (h) after an item, from the state before it. */
    double[] fold(double[] before, int item) {
        double[] reset = new double[h];
        double[] after = new double[h];
        for (int i = 0; i < h; i++) {
            double sum = weights.gru.bias[i];
            for (int j = 0; j < h; j++) {
                sum += weights.embedding[item * h + j] * weights.gru.input[j * 3 * h + i];
                sum += before[j] * weights.gru.recurrentGates[j * 2 * h + i];
            }
            reset[i] = 1 / (1 + Math.exp(-sum));
        }
        for (int i = 0; i < h; i++) {
            double update = weights.gru.bias[h + i];
            double candidate = weights.gru.bias[2 * h + i];
            for (int j = 0; j < h; j++) {
                double x = weights.embedding[item * h + j];
                update += x * weights.gru.input[j * 3 * h + h + i];
                update += before[j] * weights.gru.recurrentGates[j * 2 * h + h + i];
                candidate += x * weights.gru.input[j * 3 * h + 2 * h + i];
                candidate += reset[j] * before[j] * weights.gru.recurrentCandidate[j * h + i];
            }
            double z = 1 / (1 + Math.exp(-update));
            after[i] = (1 - z) * before[i] + z * Math.tanh(candidate);
        }
        return after;
    }

    /** Score of an item for a state. */
    double score(double[] state, int item) {
        double score = weights.bias[item];
        for (int i = 0; i < h; i++) {
            score += state[i] * weights.embedding[item * h + i];
        }
        return score;
    }

    /**
     * Mean cross-entropy of a step: each session's target against all candidates that are another item.
     *
     * @param before each session's state before the step, taken as constant
     * @param corrections logQ by item
     */
    double loss(List<double[]> before, int[] inputs, int[] targets, int[] candidates, double[] corrections) {
        double loss = 0;
        for (int session = 0; session < before.size(); session++) {
            double[] state = fold(before.get(session), inputs[session]);
            double own = score(state, targets[session]) - corrections[targets[session]];
            double sum = Math.exp(own);
            for (int candidate : candidates) {
                if (candidate != targets[session]) {
                    sum += Math.exp(score(state, candidate) - corrections[candidate]);
                }
            }
            loss += Math.log(sum) - own;
        }
        return loss / before.size();
    }
}
