package freshet.trainer.lru;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.Team;
import freshet.trainer.neural.WindowBatches;
import freshet.trainer.neural.WindowStack;
import freshet.trainer.neural.Windows;
import freshet.trainer.neural.Workspace;
import freshet.trainer.neural.attention.Scratch;
import freshet.trainer.neural.norm.Norm;
import freshet.trainer.neural.weights.DenseWeights;
import freshet.trainer.neural.weights.ItemGradients;
import freshet.trainer.neural.weights.ItemShare;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The layers of an {@link Lru} from the rows of a window to the query, forward and backward.
 *
 * <p>Members of a team share the work: each takes some windows through all layers, and computes
 * some rows of the weights' gradients, over all windows, and the gradients of the rows in its
 * {@link ItemShare}. Buffers are allocated once. Used by one thread.
 */
final class LruStack implements WindowStack {
    private final LruWeights weights;
    private final Team team;
    private final int rows;
    private final int d;
    private final Norm norm; // of an item's row
    private final List<Block> blocks = new ArrayList<>(); // lowest first
    private final Matrix inputs; // x (R, d)
    private final Matrix gradInputs; // (R, d); on the way forward E_k
    private final Queries queries;
    private final LruDropouts dropouts;
    private final List<Part> parts;
    private Windows windows = new Windows(0, 0); // of the step

    /**
     * @param batchSize most windows in one step
     * @param window most items of one
     */
    LruStack(LruWeights weights, int batchSize, int window, LruDropouts dropouts, Workspace workspace) {
        MatrixMemory memory = workspace.memory();
        this.weights = weights;
        this.team = workspace.team();
        this.rows = batchSize * window;
        this.d = weights.width;
        this.norm = new Norm(weights.norm, rows, memory);
        for (int i = 0; i < weights.blocks.size(); i++) {
            boolean top = i + 1 == weights.blocks.size();
            blocks.add(new Block(
                    weights.blocks.get(i),
                    batchSize,
                    rows,
                    top,
                    dropouts.mixed().get(i),
                    dropouts.forwarded().get(i),
                    workspace));
        }
        this.inputs = memory.matrix(rows, d);
        this.gradInputs = memory.matrix(rows, d);
        this.queries = new Queries(top().output(), top().gradOutput());
        this.dropouts = dropouts;
        this.parts = IntStream.range(0, team.size())
                .mapToObj(member -> new Part(member, workspace.shares().get(member)))
                .toList();
    }

    @Override
    public int inputsPerStep() {
        return rows;
    }

    @Override
    public List<DenseWeights> dense() {
        return Stream.concat(norm.dense().stream(), blocks.stream().flatMap(block -> block.dense().stream()))
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
        dropouts.inputs().draw(member, windows.rows(), windows.from(from), windows.from(to));
        blocks.forEach(block -> block.drawDropouts(member, windows, from, to));
        loadWeights(member);
    }

    @Override
    public void loadWeights(int member) {
        blocks.forEach(block -> block.load(member));
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

    /** As last drawn. */
    LruDropouts dropouts() {
        return dropouts;
    }

    @Override
    public void backward(int steps, List<ItemGradients> shares) {
        team.run(member -> parts.get(member).backward());
        team.run(member -> parts.get(member).differentiateWeights(shares.get(member)));
    }

    /** What a block takes. */
    private Matrix below(int block) {
        return block == 0 ? inputs : blocks.get(block - 1).output();
    }

    private Block top() {
        return blocks.get(blocks.size() - 1);
    }

    /** What one member does. */
    private final class Part {
        private final int member;
        private final ItemShare share;
        private final Scratch scratch = new Scratch(d);

        Part(int member, ItemShare share) {
            this.member = member;
            this.share = share;
        }

        void forward() {
            int from = team.from(member, windows.size());
            int to = team.from(member + 1, windows.size());
            float[] row = scratch.row;
            for (int at = windows.from(from); at < windows.from(to); at++) {
                System.arraycopy(weights.embedding, windows.item(at) * d, row, 0, d);
                gradInputs.put(at, 0, row, 0, d);
            }
            norm.forward(gradInputs, windows.from(from), windows.from(to), scratch);
            for (int at = windows.from(from); at < windows.from(to); at++) {
                norm.output().get(at, 0, row, 0, d);
                dropouts.inputs().apply(row, at);
                inputs.put(at, 0, row, 0, d);
            }
            for (int block = 0; block < blocks.size(); block++) {
                blocks.get(block).forward(member, windows, below(block), from, to, scratch);
            }
        }

        void backward() {
            int from = team.from(member, windows.size());
            int to = team.from(member + 1, windows.size());
            float[] row = scratch.row;
            for (int block = blocks.size() - 1; block >= 0; block--) {
                Matrix gradBelow =
                        block == 0 ? gradInputs : blocks.get(block - 1).gradOutput();
                blocks.get(block).backward(member, windows, gradBelow, from, to, scratch);
            }
            for (int at = windows.from(from); at < windows.from(to); at++) {
                gradInputs.get(at, 0, row, 0, d);
                dropouts.inputs().apply(row, at);
                norm.gradOutput().put(at, 0, row, 0, d);
            }
            clearGradInputs(windows.from(from), windows.from(to));
            norm.addBackward(gradInputs, windows.from(from), windows.from(to), scratch);
        }

        private void clearGradInputs(int first, int end) {
            Arrays.fill(scratch.row, 0f);
            for (int at = first; at < end; at++) {
                gradInputs.put(at, 0, scratch.row, 0, d);
            }
        }

        void differentiateWeights(ItemGradients items) {
            norm.differentiateWeights(windows.rows(), member, team.size(), scratch);
            for (int block = 0; block < blocks.size(); block++) {
                blocks.get(block).differentiateWeights(member, windows, below(block), scratch);
            }
            for (int at = 0; at < windows.rows(); at++) {
                if (share.has(windows.item(at))) {
                    gradInputs.get(at, 0, scratch.row, 0, d);
                    items.add(windows.item(at), scratch.row);
                }
            }
        }
    }
}
