package freshet.trainer.sasrec;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.linear.Team;
import freshet.trainer.linear.Vectors;
import freshet.trainer.neural.Dropout;
import freshet.trainer.neural.WindowBatches;
import freshet.trainer.neural.WindowStack;
import freshet.trainer.neural.Windows;
import freshet.trainer.neural.Workspace;
import freshet.trainer.neural.norm.Norm;
import freshet.trainer.neural.weights.DenseWeights;
import freshet.trainer.neural.weights.ItemGradients;
import freshet.trainer.neural.weights.ItemShare;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The layers of a {@link SasRec} from the rows of a window to the query, forward and backward.
 * Dropout is applied to the rows and to what each layer of a block gives.
 *
 * <p>Members of a team share the work: each takes some windows through all layers, and computes
 * some rows of the weights' gradients, over all windows, and the gradients of the rows in its
 * {@link ItemShare}. Buffers are allocated once. Used by one thread.
 */
final class SasRecStack implements WindowStack {
    private final SasRecWeights weights;
    private final Team team;
    private final int rows;
    private final int d;
    private final DenseWeights position; // P (window, d)
    private final Matrix inputs; // x (R, d)
    private final List<Block> blocks;
    private final Matrix lasts; // z_t (B, d)
    private final Norm norm;
    private final Matrix gradLasts; // (B, d)
    private final Matrix grad; // (R, d): of what a block gives, at last of x
    private final Queries queries;
    private final Dropout inputDropout; // of x
    private final List<Part> parts;
    private Windows windows = new Windows(0, 0); // of the step

    /**
     * @param batchSize B, most windows in one step
     * @param dropouts of x, then of each block's two layers
     */
    SasRecStack(SasRecWeights weights, int batchSize, List<Dropout> dropouts, Workspace workspace) {
        MatrixMemory memory = workspace.memory();
        int longest = weights.position.rows();
        this.weights = weights;
        this.team = workspace.team();
        this.rows = batchSize * longest;
        this.d = weights.width;
        this.position = new DenseWeights(weights.position, memory);
        this.inputs = memory.matrix(rows, d);
        this.inputDropout = dropouts.get(0);
        this.blocks = IntStream.range(0, weights.blocks.size())
                .mapToObj(block -> new Block(
                        weights.blocks.get(block),
                        rows,
                        longest,
                        dropouts.get(1 + 2 * block),
                        dropouts.get(2 + 2 * block),
                        memory))
                .toList();
        this.lasts = memory.matrix(batchSize, d);
        this.norm = new Norm(weights.norm, batchSize, memory);
        this.gradLasts = memory.matrix(batchSize, d);
        this.grad = memory.matrix(rows, d);
        this.queries = new Queries(norm.output(), norm.gradOutput());
        this.parts = IntStream.range(0, team.size())
                .mapToObj(member -> new Part(member, workspace.shares().get(member), longest))
                .toList();
    }

    @Override
    public int inputsPerStep() {
        return rows;
    }

    @Override
    public List<DenseWeights> dense() {
        List<DenseWeights> all = new ArrayList<>(List.of(position));
        blocks.forEach(block -> all.addAll(block.dense()));
        all.addAll(norm.dense());
        return List.copyOf(all);
    }

    @Override
    public void load(WindowBatches batches, int step) {
        windows = batches.windows();
    }

    @Override
    public void prepare(int member, int step) {
        int from = windows.from(team.from(member, windows.size()));
        int to = windows.from(team.from(member + 1, windows.size()));
        dropouts().forEach(dropout -> dropout.draw(member, windows.rows(), from, to));
        loadWeights(member);
    }

    @Override
    public void loadWeights(int member) {
        blocks.forEach(block -> block.load(member, team.size()));
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

    /** Of the rows of all windows, then of each block's two layers. */
    List<Dropout> dropouts() {
        List<Dropout> all = new ArrayList<>(List.of(inputDropout));
        blocks.forEach(block -> all.addAll(block.dropouts()));
        return all;
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
        private final Member own;
        private final float[] row; // (d)
        private final float[] sum; // (d)

        Part(int member, ItemShare share, int longest) {
            this.member = member;
            this.share = share;
            this.own = Member.of(d, longest);
            this.row = own.scratch().row;
            this.sum = own.scratch().sum;
        }

        private int from() {
            return team.from(member, windows.size());
        }

        private int to() {
            return team.from(member + 1, windows.size());
        }

        void forward() {
            for (int window = from(); window < to(); window++) {
                for (int at = windows.from(window); at < windows.to(window); at++) {
                    System.arraycopy(weights.embedding, windows.item(at) * d, row, 0, d);
                    System.arraycopy(weights.position.values(), (windows.to(window) - 1 - at) * d, sum, 0, d);
                    Vectors.add(row, sum, d);
                    inputDropout.apply(row, at);
                    inputs.put(at, 0, row, 0, d);
                }
            }
            Matrix x = inputs;
            for (Block block : blocks) {
                block.forward(windows, x, from(), to(), own);
                x = block.output();
            }
            for (int window = from(); window < to(); window++) {
                x.get(windows.to(window) - 1, 0, row, 0, d);
                lasts.put(window, 0, row, 0, d);
            }
            norm.forward(lasts, from(), to(), own.scratch());
        }

        void backward() {
            int first = windows.from(from());
            int end = windows.from(to());
            Arrays.fill(row, 0f);
            for (int at = first; at < end; at++) {
                grad.put(at, 0, row, 0, d);
            }
            for (int window = from(); window < to(); window++) {
                gradLasts.put(window, 0, row, 0, d);
            }
            norm.addBackward(gradLasts, from(), to(), own.scratch());
            for (int window = from(); window < to(); window++) {
                gradLasts.get(window, 0, row, 0, d);
                grad.put(windows.to(window) - 1, 0, row, 0, d);
            }
            for (int block = blocks.size() - 1; block >= 0; block--) {
                blocks.get(block).backward(windows, grad, from(), to(), own);
            }
            for (int at = first; at < end; at++) {
                grad.get(at, 0, row, 0, d);
                inputDropout.apply(row, at);
                grad.put(at, 0, row, 0, d);
            }
        }

        void differentiateWeights(ItemGradients items) {
            blocks.forEach(block -> block.differentiateWeights(windows.rows(), member, team.size(), own.scratch()));
            norm.differentiateWeights(windows.size(), member, team.size(), own.scratch());
            int places = weights.position.rows();
            for (int place = places * member / team.size(); place < places * (member + 1) / team.size(); place++) {
                differentiatePlace(place);
            }
            for (int at = 0; at < windows.rows(); at++) {
                if (share.has(windows.item(at))) {
                    grad.get(at, 0, row, 0, d);
                    items.add(windows.item(at), row);
                }
            }
        }

        /** The sum over the windows that have this place, which counts from the newest item. */
        private void differentiatePlace(int place) {
            Arrays.fill(sum, 0f);
            for (int window = 0; window < windows.size(); window++) {
                int at = windows.to(window) - 1 - place;
                if (at >= windows.from(window)) {
                    grad.get(at, 0, row, 0, d);
                    Vectors.add(sum, row, d);
                }
            }
            position.gradient().put(place, 0, sum, 0, d);
        }
    }
}
