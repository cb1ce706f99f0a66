package freshet.trainer.neural.loss;

import freshet.trainer.linear.Vectors;
import freshet.trainer.neural.loss.SampledLoss.LogQUse;
import java.util.Arrays;
import java.util.List;

/**
 * The losses of some sessions of a batch over the candidates of all shares, one share after the
 * other. Buffers are allocated once. For one thread, while others judge other sessions.
 */
final class SessionLosses {
    final float[] bias; // (N): gradient of b_c from these sessions
    private final List<CandidateScores> shares;
    private final LogQ logQ;
    private final SampledLoss criterion;
    private final float[] row; // (N): scores of one session, then their gradient
    private final float[] offsets; // (N)
    private final float[] times; // (N)
    private final float[] negatives; // (N): times, and 0 for the session's target

    SessionLosses(List<CandidateScores> shares, LogQ logQ, LossSettings loss) {
        int capacity = shares.stream().mapToInt(share -> share.offsets.length).sum();
        this.shares = shares;
        this.logQ = logQ;
        this.criterion = loss.criterion(capacity);
        this.bias = new float[capacity];
        this.row = new float[capacity];
        this.offsets = new float[capacity];
        this.times = new float[capacity];
        this.negatives = new float[capacity];
    }

    /**
     * Overwrites the scores of some sessions with the gradients of their losses.
     *
     * @param from the first session
     * @param to after the last one
     * @param batch sessions in all
     * @param scale of the gradients
     * @return the sum of the losses
     */
    double differentiate(int from, int to, int batch, float scale) {
        int count = collect();
        Arrays.fill(bias, 0, count, 0f);
        double loss = 0;
        for (int session = from; session < to; session++) {
            readScores(session);
            Vectors.add(row, offsets, count);
            int target = target(session, batch);
            negatives[target] = 0;
            loss += criterion.differentiate(row, target, negatives, count, scale);
            negatives[target] = times[target];
            writeGradient(session);
            Vectors.add(bias, row, count);
        }
        return loss;
    }

    /** What is the same for all sessions; gives the number of candidates. */
    private int collect() {
        int at = 0;
        for (int i = 0; i < shares.size(); i++) {
            CandidateScores share = shares.get(i);
            int count = share.candidates.count;
            System.arraycopy(share.offsets, 0, offsets, at, count);
            System.arraycopy(share.times, 0, times, at, count);
            at += count;
        }
        System.arraycopy(times, 0, negatives, 0, at);
        return at;
    }

    private void readScores(int session) {
        int at = 0;
        for (int i = 0; i < shares.size(); i++) {
            int count = shares.get(i).candidates.count;
            shares.get(i).scores.get(session, 0, row, at, count);
            at += count;
        }
    }

    private void writeGradient(int session) {
        int at = 0;
        for (int i = 0; i < shares.size(); i++) {
            int count = shares.get(i).candidates.count;
            shares.get(i).scores.put(session, 0, row, at, count);
            at += count;
        }
    }

    /**
     * The place of a session's target among all candidates; its score is not corrected if only the
     * negatives' are.
     */
    private int target(int session, int batch) {
        int at = 0;
        for (int i = 0; ; i++) {
            Candidates candidates = shares.get(i).candidates;
            int place = candidates.targets[session];
            if (place != Candidates.ELSEWHERE) {
                boolean asItIs = criterion.logQUse() == LogQUse.NEGATIVES_SCORES;
                row[at + place] += asItIs ? logQ.correction(candidates.items[place], batch) : 0;
                return at + place;
            }
            at += candidates.count;
        }
    }
}
