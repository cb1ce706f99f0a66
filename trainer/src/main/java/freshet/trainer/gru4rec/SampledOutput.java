package freshet.trainer.gru4rec;

import freshet.trainer.linear.NativeMatrix;
import freshet.trainer.linear.NativeMemory;
import freshet.trainer.linear.Sgemm;
import freshet.trainer.linear.Vectors;
import freshet.trainer.parallel.Team;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The output layer in training: scores a batch against its {@link Candidates} alone and differentiates. s = H·E_cᵀ + b_c; only the
 * candidates' rows are ever multiplied. {@link LogQ} changes scores or weights as the loss wants it. Every event weighs as much in the gradients,
 * 1/B: where no session is left to fill the batch, a mean over those that still run would let the last events of a long one make steps as large as B others.
 *
 * <p>Members of a team share the work: for the products each has a part of the candidates, for the losses a part of the sessions. Where several add to the
 * same sum, each has a sum of its own, and these are added in the members' order. Buffers are allocated once. Used by one thread.
 */
final class SampledOutput {
    private final Gru4RecWeights weights;
    private final int width; // h
    private final float share; // of one session in a full batch's mean, 1/B
    private final Candidates candidates;
    private final LogQ logQ;
    private final Team team;
    private final NativeMatrix candidateRows; // (N, h)
    private final float[] offsets; // (N): b_c, less logQ_c where scores are corrected
    private final float[] times; // (N): how often each counts as a negative
    private final NativeMatrix scores; // (B, N), then their gradient
    private final List<Part> parts;

    /** @param batchSize most sessions in one step */
    SampledOutput(
            Gru4RecWeights weights,
            Candidates candidates,
            LogQ logQ,
            Gru4RecSettings settings,
            Team team,
            NativeMemory memory) {
        int batchSize = settings.batchSize();
        int capacity = candidates.items.length;
        this.weights = weights;
        this.width = weights.width;
        this.share = 1f / batchSize;
        this.candidates = candidates;
        this.logQ = logQ;
        this.team = team;
        this.candidateRows = memory.matrix(capacity, width);
        this.offsets = new float[capacity];
        this.times = new float[capacity];
        this.scores = memory.matrix(batchSize, capacity);
        this.parts = IntStream.range(0, team.size())
                .mapToObj(member -> new Part(
                        member, Loss.of(settings, capacity), memory.matrix(member == 0 ? 0 : batchSize, width)))
                .toList();
    }

    /**
     * Computes the mean loss over the candidates, and the gradients of the losses' sum divided by the size of a full batch.
     *
     * @param hidden the layer's output (batch, h)
     * @param gradients receives the candidates and their gradients, and loses what it listed before
     * @param gradHidden receives the gradient of {@code hidden} (batch, h)
     * @return the mean loss per session
     */
    double differentiate(NativeMatrix hidden, int batch, ItemGradients gradients, NativeMatrix gradHidden) {
        float[] corrections = logQ.corrections(batch);
        float[] counts = logQ.weights(batch);
        gradients.list(candidates.items, candidates.count);
        team.run(member -> parts.get(member).score(hidden, corrections, counts, batch));
        team.run(member -> parts.get(member).judge(corrections, batch));
        team.run(member -> parts.get(member).differentiate(hidden, batch, gradients, gradHidden));
        if (team.size() > 1) {
            team.run(member -> parts.get(member).sum(gradHidden, batch));
        }
        double loss = 0;
        for (int member = 0; member < parts.size(); member++) {
            loss += parts.get(member).loss;
        }
        return loss / batch;
    }

    /** What one member does. */
    private final class Part {
        private final int member;
        private final SampledLoss criterion;
        private final NativeMatrix gradHidden; // (B, h): of this member's candidates; none for the first member
        private final float[] row; // (N): scores of one session
        private final float[] negatives; // (N)
        private final float[] bias; // (N): gradient from this member's sessions
        private final float[] hiddenSum; // (h)
        private final float[] hiddenPart; // (h)
        private double loss; // of this member's sessions

        Part(int member, SampledLoss criterion, NativeMatrix gradHidden) {
            this.member = member;
            this.criterion = criterion;
            this.gradHidden = gradHidden;
            this.row = new float[offsets.length];
            this.negatives = new float[offsets.length];
            this.bias = new float[offsets.length];
            this.hiddenSum = new float[width];
            this.hiddenPart = new float[width];
        }

        void score(NativeMatrix hidden, float[] corrections, float[] counts, int batch) {
            boolean weighs = criterion.logQUse() == LogQUse.NEGATIVES_WEIGHTS;
            int from = team.from(member, candidates.count);
            int to = team.from(member + 1, candidates.count);
            for (int c = from; c < to; c++) {
                int item = candidates.items[c];
                candidateRows.put(c, 0, weights.embedding, item * width, width);
                offsets[c] = weights.bias[item] - (weighs ? 0 : corrections[item]);
                times[c] = candidates.times[c] * (weighs ? counts[item] : 1);
            }
            Sgemm.multiplyByTransposed(
                    hidden, candidateRows.from(from, 0), scores.from(0, from), batch, width, to - from);
        }

        void judge(float[] corrections, int batch) {
            int count = candidates.count;
            boolean targetIsAsItIs = criterion.logQUse() == LogQUse.NEGATIVES_SCORES;
            System.arraycopy(times, 0, negatives, 0, count);
            Arrays.fill(bias, 0, count, 0f);
            loss = 0;
            for (int session = team.from(member, batch); session < team.from(member + 1, batch); session++) {
                int target = candidates.targets[session];
                scores.get(session, 0, row, 0, count);
                Vectors.add(row, offsets, count);
                row[target] += targetIsAsItIs ? corrections[candidates.items[target]] : 0;
                negatives[target] = 0;
                loss += criterion.differentiate(row, target, negatives, count, share);
                negatives[target] = times[target];
                scores.put(session, 0, row, 0, count);
                Vectors.add(bias, row, count);
            }
        }

        void differentiate(NativeMatrix hidden, int batch, ItemGradients gradients, NativeMatrix gradHiddenOfFirst) {
            int from = team.from(member, candidates.count);
            int number = team.from(member + 1, candidates.count) - from;
            NativeMatrix columns = scores.from(0, from);
            Sgemm.multiply(
                    columns,
                    candidateRows.from(from, 0),
                    member == 0 ? gradHiddenOfFirst : gradHidden,
                    batch,
                    number,
                    width);
            Sgemm.multiplyTransposed(columns, hidden, gradients.vectors.from(from, 0), number, batch, width);
            for (int c = from; c < from + number; c++) {
                float sum = 0;
                for (int m = 0; m < parts.size(); m++) {
                    sum += parts.get(m).bias[c];
                }
                gradients.bias[c] = sum;
            }
        }

        /** Adds the other members' gradients of some sessions to the first one's. */
        void sum(NativeMatrix total, int batch) {
            for (int session = team.from(member, batch); session < team.from(member + 1, batch); session++) {
                total.get(session, 0, hiddenSum, 0, width);
                for (int m = 1; m < parts.size(); m++) {
                    parts.get(m).gradHidden.get(session, 0, hiddenPart, 0, width);
                    Vectors.add(hiddenSum, hiddenPart, width);
                }
                total.put(session, 0, hiddenSum, 0, width);
            }
        }
    }
}
