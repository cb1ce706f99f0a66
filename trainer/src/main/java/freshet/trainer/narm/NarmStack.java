package freshet.trainer.narm;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.Sgemm;
import freshet.trainer.linear.Team;
import freshet.trainer.linear.Vectors;
import freshet.trainer.neural.Dropout;
import freshet.trainer.neural.WindowBatches;
import freshet.trainer.neural.WindowStack;
import freshet.trainer.neural.Windows;
import freshet.trainer.neural.Workspace;
import freshet.trainer.neural.attention.Scratch;
import freshet.trainer.neural.attention.TrainedAttention;
import freshet.trainer.neural.weights.DenseWeights;
import freshet.trainer.neural.weights.ItemGradients;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The layers of a {@link Narm} from the rows of a window to the query, forward and backward.
 * Dropout is applied to the rows and to c.
 *
 * <p>Members of a team share the work: each takes some windows through all layers, and computes
 * some rows of the weights' gradients, over all windows, and the gradients of the rows in its share
 * of the items. Buffers are allocated once. Used by one thread.
 */
final class NarmStack implements WindowStack {
    private final Team team;
    private final int batchSize;
    private final int window;
    private final int h;
    private final int d;
    private final WindowGru gru;
    private final TrainedAttention attention;
    private final DenseWeights decoder; // B (2h, d)
    private final Matrix states; // h_j (R, h)
    private final Matrix gradStates; // (R, h)
    private final Matrix lasts; // h_t (B, h)
    private final Matrix gradLasts; // (B, h): by the attention
    private final Matrix contexts; // c (B, 2h)
    private final Matrix gradContexts; // (B, 2h)
    private final Queries queries;
    private final Dropout inputDropout; // of x
    private final Dropout contextDropout; // of c
    private final List<Part> parts;
    private Windows windows = new Windows(0, 0); // of the step

    /**
     * @param batchSize most windows in one step
     * @param window most items of one
     */
    NarmStack(
            NarmWeights weights,
            int batchSize,
            int window,
            Dropout inputDropout,
            Dropout contextDropout,
            Workspace workspace) {
        MatrixMemory memory = workspace.memory();
        int rows = batchSize * window;
        this.team = workspace.team();
        this.batchSize = batchSize;
        this.window = window;
        this.h = weights.units;
        this.d = weights.width;
        this.gru = new WindowGru(weights, batchSize, window, inputDropout, team, workspace.shares(), memory);
        this.attention = new TrainedAttention(
                weights.attentionItem,
                List.of(weights.attentionLast),
                Optional.empty(),
                weights.attentionWeight,
                batchSize,
                rows,
                memory);
        this.decoder = new DenseWeights(weights.decoder, memory);
        this.states = memory.matrix(rows, h);
        this.gradStates = memory.matrix(rows, h);
        this.lasts = memory.matrix(batchSize, h);
        this.gradLasts = memory.matrix(batchSize, h);
        this.contexts = memory.matrix(batchSize, 2 * h);
        this.gradContexts = memory.matrix(batchSize, 2 * h);
        this.queries = new Queries(memory.matrix(batchSize, d), memory.matrix(batchSize, d));
        this.inputDropout = inputDropout;
        this.contextDropout = contextDropout;
        this.parts = IntStream.range(0, team.size()).mapToObj(Part::new).toList();
    }

    @Override
    public int inputsPerStep() {
        return batchSize * window;
    }

    @Override
    public List<DenseWeights> dense() {
        return Stream.of(gru.layer().dense(), attention.dense(), List.of(decoder))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void load(WindowBatches batches, int step) {
        windows = batches.windows();
    }

    @Override
    public void prepare(int member, int step) {
        int from = team.from(member, windows.size());
        int to = team.from(member + 1, windows.size());
        // Any member may come to need any row: windows change their places.
        if (member == 0) {
            inputDropout.draw(0, windows.rows(), 0, windows.rows());
        }
        contextDropout.draw(member, windows.size(), from, to);
        loadWeights(member);
    }

    @Override
    public void loadWeights(int member) {
        gru.layer().load(member, team.size());
        attention.load(member, team.size());
        decoder.load(member, team.size());
    }

    @Override
    public Queries forward(int step) {
        return forward(windows);
    }

    @Override
    public Queries forward(Windows read) {
        windows = read;
        gru.forward(windows, states);
        team.run(member -> parts.get(member).forward());
        return queries;
    }

    /** Of the rows of all windows. */
    Dropout inputDropout() {
        return inputDropout;
    }

    /** Of c. */
    Dropout contextDropout() {
        return contextDropout;
    }

    @Override
    public void backward(int steps, List<ItemGradients> shares) {
        team.run(member -> parts.get(member).backward());
        team.run(member -> parts.get(member).differentiateWeights());
        gru.backward(windows, gradStates, shares);
    }

    /** What one member does. */
    private final class Part {
        private final int member;
        private final Scratch scratch = new Scratch(h);
        private final float[] context = new float[2 * h];

        Part(int member) {
            this.member = member;
        }

        void forward() {
            int from = team.from(member, windows.size());
            int to = team.from(member + 1, windows.size());
            for (int slot = from; slot < to; slot++) {
                states.get(windows.to(slot) - 1, 0, scratch.row, 0, h);
                lasts.put(slot, 0, scratch.row, 0, h);
            }
            attention.forward(windows, states, List.of(lasts), from, to, scratch);
            for (int slot = from; slot < to; slot++) {
                lasts.get(slot, 0, context, 0, h);
                attention.sums().get(slot, 0, context, h, h);
                contextDropout.apply(context, slot);
                contexts.put(slot, 0, context, 0, 2 * h);
            }
            Sgemm.multiply(
                    contexts.from(from, 0), decoder.values(), queries.values().from(from, 0), to - from, 2 * h, d);
        }

        void backward() {
            int from = team.from(member, windows.size());
            int to = team.from(member + 1, windows.size());
            Matrix gradQueries = queries.gradients().from(from, 0);
            Sgemm.multiplyByTransposed(gradQueries, decoder.values(), gradContexts.from(from, 0), to - from, d, 2 * h);
            for (int slot = from; slot < to; slot++) {
                gradContexts.get(slot, 0, context, 0, 2 * h);
                contextDropout.apply(context, slot);
                gradContexts.put(slot, 0, context, 0, 2 * h);
                attention.gradSums().put(slot, 0, context, h, h);
            }
            attention.backward(windows, states, gradStates, List.of(gradLasts), from, to, scratch);
            for (int slot = from; slot < to; slot++) {
                int last = windows.to(slot) - 1;
                gradStates.get(last, 0, scratch.row, 0, h);
                gradLasts.get(slot, 0, scratch.other, 0, h);
                Vectors.add(scratch.row, scratch.other, h);
                gradContexts.get(slot, 0, scratch.other, 0, h);
                Vectors.add(scratch.row, scratch.other, h);
                gradStates.put(last, 0, scratch.row, 0, h);
            }
        }

        void differentiateWeights() {
            attention.differentiateWeights(windows, states, List.of(lasts), member, team.size(), scratch);
            int from = 2 * h * member / team.size();
            int to = 2 * h * (member + 1) / team.size();
            Sgemm.multiplyTransposed(
                    contexts.from(0, from),
                    queries.gradients(),
                    decoder.gradient().from(from, 0),
                    to - from,
                    windows.size(),
                    d);
        }
    }
}
