package freshet.trainer.neural.loss;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.Team;
import freshet.trainer.linear.Vectors;
import freshet.trainer.neural.loss.SampledLoss.LogQUse;
import freshet.trainer.neural.weights.ItemGradients;
import freshet.trainer.neural.weights.ItemShare;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The output layer in training: scores a batch against its {@link Candidates} alone and
 * differentiates. s = H·E_cᵀ + b_c. {@link LogQ} changes scores or weights as the loss wants it.
 * Every event weighs as much in the gradients, 1/B: where no session is left to fill the batch, a
 * mean over those that still run would let the last events of a long one make steps as large as B
 * others.
 *
 * <p>Members of a team share the work: for the products each has the candidates of its
 * {@link ItemShare}, for the losses a part of the sessions. Where several add to the same sum, each
 * has a sum of its own, and these are added in the members' order. Used by one thread.
 */
public final class SampledOutput {
    private final int width; // h
    private final float weight; // of one session in a full batch's mean, 1/B
    private final Team team;
    private final List<CandidateScores> shares;
    private final List<SessionLosses> losses;
    private final List<Part> parts;

    /**
     * @param embedding E (V, h), read anew in every step
     * @param itemBias b (V), read anew in every step
     * @param candidates of each member
     * @param batchSize sessions in a full batch
     */
    public SampledOutput(
            float[] embedding,
            float[] itemBias,
            List<Candidates> candidates,
            LogQ logQ,
            LossSettings loss,
            int batchSize,
            Team team,
            MatrixMemory memory) {
        this.width = embedding.length / itemBias.length;
        this.weight = 1f / batchSize;
        this.team = team;
        LogQUse use = loss.criterion(0).logQUse();
        this.shares = candidates.stream()
                .map(share -> new CandidateScores(embedding, itemBias, share, logQ, use, batchSize, memory))
                .toList();
        this.losses = candidates.stream()
                .map(share -> new SessionLosses(shares, logQ, loss))
                .toList();
        this.parts = IntStream.range(0, team.size())
                .mapToObj(member -> new Part(member, memory.matrix(member == 0 ? 0 : batchSize, width)))
                .toList();
    }

    /**
     * Computes the mean loss over the candidates, and the gradients of the losses' sum divided by
     * the size of a full batch.
     *
     * @param hidden the layer's output (batch, h)
     * @param gradients receive each member's candidates and their gradients, and lose what they
     *     listed before
     * @param gradHidden receives the gradient of {@code hidden} (batch, h)
     * @return the mean loss per session
     */
    public double differentiate(Matrix hidden, int batch, List<ItemGradients> gradients, Matrix gradHidden) {
        team.run(member -> parts.get(member).score(hidden, batch));
        team.run(member -> parts.get(member).judge(batch));
        team.run(member -> parts.get(member).differentiate(hidden, batch, gradients.get(member), gradHidden));
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
        private final Matrix gradHidden; // (B, h): of this member's candidates; none for the first member
        private final float[] hiddenSum; // (h)
        private final float[] hiddenPart; // (h)
        private double loss; // of this member's sessions

        Part(int member, Matrix gradHidden) {
            this.member = member;
            this.gradHidden = gradHidden;
            this.hiddenSum = new float[width];
            this.hiddenPart = new float[width];
        }

        void score(Matrix hidden, int batch) {
            shares.get(member).compute(hidden, batch);
        }

        void judge(int batch) {
            int from = team.from(member, batch);
            loss = losses.get(member).differentiate(from, team.from(member + 1, batch), batch, weight);
        }

        void differentiate(Matrix hidden, int batch, ItemGradients gradients, Matrix ofFirst) {
            int before = 0;
            for (int m = 0; m < member; m++) {
                before += shares.get(m).candidates.count;
            }
            shares.get(member)
                    .differentiate(hidden, batch, losses, before, gradients, member == 0 ? ofFirst : gradHidden);
        }

        /** Adds the other members' gradients of some sessions to the first one's. */
        void sum(Matrix total, int batch) {
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
