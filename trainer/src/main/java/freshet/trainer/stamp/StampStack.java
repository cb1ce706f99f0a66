package freshet.trainer.stamp;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
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
import freshet.trainer.neural.weights.ItemShare;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The layers of a {@link Stamp} from the rows of a window to the query, forward and backward.
 * Dropout is applied to the rows, which mean, last item and attention then share, and to the query.
 *
 * <p>Members of a team share the work: each takes some windows through all layers, and computes
 * some rows of the weights' gradients, over all windows, and the gradients of the rows in its
 * {@link ItemShare}. Buffers are allocated once. Used by one thread.
 */
final class StampStack implements WindowStack {
    private final StampWeights weights;
    private final Team team;
    private final int batchSize;
    private final int window;
    private final int h;
    private final TrainedAttention attention; // m_a
    private final Cell memoryCell; // h_s
    private final Cell lastCell; // h_t
    private final Matrix inputs; // x (R, h)
    private final Matrix lasts; // x_t (B, h)
    private final Matrix means; // m_s (B, h)
    private final List<Matrix> contexts; // x_t and m_s
    private final Matrix gradInputs; // (R, h)
    private final Matrix gradLasts; // (B, h)
    private final Matrix gradMeans; // (B, h)
    private final List<Matrix> gradContexts; // of x_t and m_s
    private final Queries queries;
    private final Dropout inputDropout; // of x
    private final Dropout queryDropout;
    private final List<Part> parts;
    private Windows windows = new Windows(0, 0); // of the step

    /**
     * @param batchSize most windows in one step
     * @param window most items of one
     */
    StampStack(
            StampWeights weights,
            int batchSize,
            int window,
            Dropout inputDropout,
            Dropout queryDropout,
            Workspace workspace) {
        MatrixMemory memory = workspace.memory();
        int rows = batchSize * window;
        this.weights = weights;
        this.team = workspace.team();
        this.batchSize = batchSize;
        this.window = window;
        this.h = weights.width;
        this.attention = new TrainedAttention(
                weights.attentionItem,
                List.of(weights.attentionLast, weights.attentionMean),
                Optional.of(weights.attentionBias),
                weights.attentionWeight,
                batchSize,
                rows,
                memory);
        this.memoryCell = new Cell(weights.memory, weights.memoryBias, batchSize, memory);
        this.lastCell = new Cell(weights.last, weights.lastBias, batchSize, memory);
        this.inputs = memory.matrix(rows, h);
        this.lasts = memory.matrix(batchSize, h);
        this.means = memory.matrix(batchSize, h);
        this.contexts = List.of(lasts, means);
        this.gradInputs = memory.matrix(rows, h);
        this.gradLasts = memory.matrix(batchSize, h);
        this.gradMeans = memory.matrix(batchSize, h);
        this.gradContexts = List.of(gradLasts, gradMeans);
        this.queries = new Queries(memory.matrix(batchSize, h), memory.matrix(batchSize, h));
        this.inputDropout = inputDropout;
        this.queryDropout = queryDropout;
        this.parts = IntStream.range(0, team.size())
                .mapToObj(member -> new Part(member, workspace.shares().get(member)))
                .toList();
    }

    @Override
    public int inputsPerStep() {
        return batchSize * window;
    }

    @Override
    public List<DenseWeights> dense() {
        return Stream.of(attention.dense(), memoryCell.dense(), lastCell.dense())
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
        inputDropout.draw(member, windows.rows(), windows.from(from), windows.from(to));
        queryDropout.draw(member, windows.size(), from, to);
        loadWeights(member);
    }

    @Override
    public void loadWeights(int member) {
        attention.load(member, team.size());
        memoryCell.load(member, team.size());
        lastCell.load(member, team.size());
    }

    @Override
    public Queries forward(int step) {
        return forward(windows);
    }

    @Override
    public Queries forward(Windows read) {
        windows = read;
        team.run(member -> parts.get(member).forward());
        return queries;
    }

    /** Of the rows of all windows. */
    Dropout inputDropout() {
        return inputDropout;
    }

    /** Of the queries. */
    Dropout queryDropout() {
        return queryDropout;
    }

    @Override
    public void backward(int steps, List<ItemGradients> shares) {
        team.run(member -> parts.get(member).backward());
        team.run(member -> parts.get(member).differentiateWeights(shares.get(member)));
    }

    /** What one member does. */
    private final class Part {
        private final int member;
        private final ItemShare share;
        private final Scratch scratch = new Scratch(h);

        Part(int member, ItemShare share) {
            this.member = member;
            this.share = share;
        }

        void forward() {
            int from = team.from(member, windows.size());
            int to = team.from(member + 1, windows.size());
            for (int slot = from; slot < to; slot++) {
                readWindow(slot);
            }
            attention.forward(windows, inputs, contexts, from, to, scratch);
            memoryCell.forward(attention.sums(), from, to, scratch);
            lastCell.forward(lasts, from, to, scratch);
            for (int slot = from; slot < to; slot++) {
                memoryCell.output().get(slot, 0, scratch.row, 0, h);
                lastCell.output().get(slot, 0, scratch.other, 0, h);
                Vectors.multiply(scratch.row, scratch.other, h);
                queryDropout.apply(scratch.row, slot);
                queries.values().put(slot, 0, scratch.row, 0, h);
            }
        }

        private void readWindow(int slot) {
            float[] row = scratch.row;
            Arrays.fill(scratch.sum, 0f);
            for (int at = windows.from(slot); at < windows.to(slot); at++) {
                System.arraycopy(weights.embedding, windows.item(at) * h, row, 0, h);
                inputDropout.apply(row, at);
                inputs.put(at, 0, row, 0, h);
                Vectors.add(scratch.sum, row, h);
            }
            lasts.put(slot, 0, row, 0, h);
            Vectors.scale(scratch.sum, 1f / length(slot), h);
            means.put(slot, 0, scratch.sum, 0, h);
        }

        private int length(int slot) {
            return windows.to(slot) - windows.from(slot);
        }

        void backward() {
            int from = team.from(member, windows.size());
            int to = team.from(member + 1, windows.size());
            for (int slot = from; slot < to; slot++) {
                differentiateQuery(slot);
            }
            memoryCell.backward(attention.gradSums(), from, to);
            attention.backward(windows, inputs, gradInputs, gradContexts, from, to, scratch);
            lastCell.addBackward(gradLasts, from, to);
            for (int slot = from; slot < to; slot++) {
                differentiateWindow(slot);
            }
        }

        /** Each cell's output has the other one as its slope. */
        private void differentiateQuery(int slot) {
            float[] ofMemory = scratch.sum;
            float[] ofLast = scratch.second;
            queries.gradients().get(slot, 0, ofMemory, 0, h);
            queryDropout.apply(ofMemory, slot);
            System.arraycopy(ofMemory, 0, ofLast, 0, h);
            memoryCell.output().get(slot, 0, scratch.row, 0, h);
            lastCell.output().get(slot, 0, scratch.other, 0, h);
            Vectors.multiply(ofMemory, scratch.other, h);
            Vectors.multiply(ofLast, scratch.row, h);
            memoryCell.takeGradient(slot, ofMemory, scratch.row);
            lastCell.takeGradient(slot, ofLast, scratch.other);
        }

        /** Adds to the rows what comes by the mean and, to the last one, as the last item. */
        private void differentiateWindow(int slot) {
            float[] row = scratch.row;
            gradMeans.get(slot, 0, scratch.sum, 0, h);
            Vectors.scale(scratch.sum, 1f / length(slot), h);
            gradLasts.get(slot, 0, scratch.other, 0, h);
            for (int at = windows.from(slot); at < windows.to(slot); at++) {
                gradInputs.get(at, 0, row, 0, h);
                Vectors.add(row, scratch.sum, h);
                if (at + 1 == windows.to(slot)) {
                    Vectors.add(row, scratch.other, h);
                }
                inputDropout.apply(row, at);
                gradInputs.put(at, 0, row, 0, h);
            }
        }

        void differentiateWeights(ItemGradients items) {
            int batch = windows.size();
            attention.differentiateWeights(windows, inputs, contexts, member, team.size(), scratch);
            memoryCell.differentiateWeights(attention.sums(), batch, member, team.size(), scratch);
            lastCell.differentiateWeights(lasts, batch, member, team.size(), scratch);
            for (int at = 0; at < windows.rows(); at++) {
                if (share.has(windows.item(at))) {
                    gradInputs.get(at, 0, scratch.row, 0, h);
                    items.add(windows.item(at), scratch.row);
                }
            }
        }
    }
}
