package freshet.trainer.neural.recurrent;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.Sgemm;
import freshet.trainer.linear.Vectors;

/**
 * A GRU layer (Hidasi et al. 2016, equations 1–4; reset before the product), with the columns
 * reset | update | candidate:
 *
 * <pre>
 * r  = σ(W_r x + U_r h + b_r)         z = σ(W_z x + U_z h + b_z)
 * n  = tanh(W_n x + U_n (r ⊙ h) + b_n)
 * h' = (1 − z) ⊙ h + z ⊙ n
 * </pre>
 */
public final class TrainedGruLayer extends TrainedLayer {
    /**
     * The cell. It keeps r | z | n, and r ⊙ h as a matrix. Reset and update are drawn before the
     * candidate. On the way back the gradient of U takes three products and that of r ⊙ h one.
     */
    public static final TrainedCell CELL = new TrainedCell(
            "gru",
            "reset-before",
            3,
            1,
            3,
            true,
            4,
            2,
            (weights, glorot) -> {
                weights.drawInput(glorot);
                weights.drawRecurrent(glorot, 0, 2);
                weights.drawRecurrent(glorot, 2, 1);
            },
            TrainedGruLayer::new);

    private final float[] candidateBias; // (h)
    private final Matrix gradResetHidden; // (B, h)

    TrainedGruLayer(LayerWeights weights, int batchSize, MatrixMemory memory) {
        super(weights, batchSize, memory);
        this.candidateBias = new float[h];
        this.gradResetHidden = memory.matrix(batchSize, h);
    }

    @Override
    public void load(int part, int parts) {
        super.load(part, parts);
        if (part == 0) {
            System.arraycopy(weights.bias().values(), 2 * h, candidateBias, 0, h);
        }
    }

    @Override
    void step(Trace trace, int from, int to, Scratch scratch) {
        int rows = to - from;
        float[] inside = scratch.inside;
        Matrix resetHidden = trace.keptMatrix.orElseThrow();
        Matrix before = trace.beforeMatrix.from(from, 0);
        Sgemm.addProduct(before, recurrent.values(), inner.from(from, 0), rows, h, 2 * h);
        for (int row = from; row < to; row++) {
            inner.get(row, 0, inside, 0, 2 * h);
            Vectors.add(inside, weights.bias().values(), 2 * h);
            Vectors.sigmoids(inside, 2 * h);
            System.arraycopy(inside, 0, trace.kept, row * 3 * h, 2 * h);
            int at = row * h;
            for (int i = 0; i < h; i++) {
                inside[i] *= trace.before[at + i];
            }
            resetHidden.put(row, 0, inside, 0, h);
        }
        Sgemm.addProduct(resetHidden.from(from, 0), candidate(), inner.from(from, 2 * h), rows, h, h);
        for (int row = from; row < to; row++) {
            inner.get(row, 2 * h, inside, 0, h);
            Vectors.add(inside, candidateBias, h);
            Vectors.hyperbolicTangents(inside, h);
            int at = row * h;
            int updateAt = row * 3 * h + h;
            System.arraycopy(inside, 0, trace.kept, updateAt + h, h);
            for (int i = 0; i < h; i++) {
                float z = trace.kept[updateAt + i];
                trace.after[at + i] = (1 - z) * trace.before[at + i] + z * inside[i];
            }
        }
    }

    @Override
    void stepBack(Trace trace, float[] gradAfter, int from, int to, Scratch scratch) {
        float[] inside = scratch.inside;
        float[] grad = scratch.state;
        for (int row = from; row < to; row++) {
            int at = row * h;
            int updateAt = row * 3 * h + h;
            int candidateAt = updateAt + h;
            for (int i = 0; i < h; i++) {
                float z = trace.kept[updateAt + i];
                grad[i] = gradAfter[at + i] * (trace.kept[candidateAt + i] - trace.before[at + i]) * z * (1 - z);
            }
            System.arraycopy(grad, 0, inside, h, h);
            for (int i = 0; i < h; i++) {
                float n = trace.kept[candidateAt + i];
                grad[i] = gradAfter[at + i] * trace.kept[updateAt + i] * (1 - n * n);
            }
            System.arraycopy(grad, 0, inside, 2 * h, h);
            gradInner.put(row, h, inside, h, 2 * h);
        }
        Matrix gradCandidate = gradInner.from(from, 2 * h);
        Sgemm.multiplyByTransposed(gradCandidate, candidate(), gradResetHidden.from(from, 0), to - from, h, h);
        for (int row = from; row < to; row++) {
            gradResetHidden.get(row, 0, grad, 0, h);
            int at = row * h;
            int resetAt = row * 3 * h;
            for (int i = 0; i < h; i++) {
                float r = trace.kept[resetAt + i];
                grad[i] *= trace.before[at + i] * r * (1 - r);
            }
            gradInner.put(row, 0, grad, 0, h);
            gradInner.get(row, 0, inside, 0, 3 * h);
            Vectors.add(scratch.gradBias, inside, 3 * h);
        }
    }

    @Override
    public void backwardToState(Trace trace, float[] gradAfter, Matrix gradBefore, int from, int to, Scratch scratch) {
        for (int row = from; row < to; row++) {
            float[] grad = scratch.state;
            gradResetHidden.get(row, 0, grad, 0, h);
            for (int i = 0; i < h; i++) {
                float r = trace.kept[row * 3 * h + i];
                float z = trace.kept[row * 3 * h + h + i];
                grad[i] = gradAfter[row * h + i] * (1 - z) + grad[i] * r;
            }
            gradBefore.put(row, 0, grad, 0, h);
        }
        Sgemm.addProductByTransposed(
                gradInner.from(from, 0), recurrent.values(), gradBefore.from(from, 0), to - from, 2 * h, h);
    }

    /** The candidate's block is multiplied by r ⊙ h. */
    @Override
    void differentiateRecurrent(Trace trace, Matrix gradient, boolean first, int batch, int from, int rows) {
        Matrix resetHidden = trace.keptMatrix.orElseThrow();
        product(trace.beforeMatrix.from(0, from), gradInner, gradient, first, rows, batch, 2 * h);
        product(resetHidden.from(0, from), gradInner.from(0, 2 * h), gradient.from(0, 2 * h), first, rows, batch, h);
    }

    /** The candidate's recurrent weights (h, h). */
    private Matrix candidate() {
        return recurrent.values().from(0, 2 * h);
    }
}
