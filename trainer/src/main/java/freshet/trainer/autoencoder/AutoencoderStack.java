package freshet.trainer.autoencoder;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.Team;
import freshet.trainer.neural.Dropout;
import freshet.trainer.neural.WindowBatches;
import freshet.trainer.neural.WindowStack;
import freshet.trainer.neural.Windows;
import freshet.trainer.neural.Workspace;
import freshet.trainer.neural.weights.DenseWeights;
import freshet.trainer.neural.weights.ItemGradients;
import freshet.trainer.neural.weights.ItemShare;
import freshet.trainer.neural.weights.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An autoencoder from the rows of a window to the query, forward and backward: the hidden layer
 * over the bag and, in a {@link MultVae}, what is above it.
 *
 * <p>Members of a team share the work: each takes some windows through all layers, and computes
 * some rows of the weights' gradients, over all windows, and the gradients of the rows in its
 * {@link ItemShare}. Used by one thread.
 */
final class AutoencoderStack implements WindowStack {
    private final int batchSize;
    private final int window;
    private final int h;
    private final Team team;
    private final List<ItemShare> shares;
    private final BagLayer bag;
    private final Optional<Latent> latent;
    private final Matrix top; // (B, h): of the highest layer
    private final Matrix gradTop; // (B, h)
    private final Dropout queryDropout;
    private final Queries queries;
    private final float[][] rows; // (members, h)
    private Windows windows = new Windows(0, 0); // of the step

    /** @param latent what is above the hidden layer; empty if that makes the query */
    AutoencoderStack(
            Bag bag, Parameters weights, Optional<Latent> latent, int batchSize, Noises noises, Workspace workspace) {
        int members = workspace.team().size();
        this.batchSize = batchSize;
        this.window = bag.window();
        this.h = bag.width();
        this.team = workspace.team();
        this.shares = workspace.shares();
        this.bag = new BagLayer(bag, weights, noises.items(), noises.inputs(), batchSize, members, workspace.memory());
        this.latent = latent;
        this.top = latent.map(Latent::values).orElse(this.bag.values());
        this.gradTop = latent.map(Latent::gradients).orElse(this.bag.gradients());
        this.queryDropout = noises.queries();
        this.queries = new Queries(
                workspace.memory().matrix(batchSize, h), workspace.memory().matrix(batchSize, h));
        this.rows = new float[members][h];
    }

    @Override
    public String inputTable() {
        return bag.table();
    }

    @Override
    public int inputsPerStep() {
        return batchSize * window;
    }

    @Override
    public List<DenseWeights> dense() {
        List<DenseWeights> all = new ArrayList<>();
        all.add(bag.bias());
        latent.ifPresent(above -> all.addAll(above.dense()));
        return all;
    }

    @Override
    public void load(WindowBatches batches, int step) {
        windows = batches.windows();
    }

    @Override
    public void prepare(int member, int step) {
        int from = team.from(member, windows.size());
        int to = team.from(member + 1, windows.size());
        bag.draw(member, windows, from, to);
        latent.ifPresent(above -> above.draw(member, windows.size(), from, to));
        queryDropout.draw(member, windows.size(), from, to);
        loadWeights(member);
    }

    @Override
    public void loadWeights(int member) {
        latent.ifPresent(above -> above.load(member, team.size()));
    }

    @Override
    public Queries forward(int step) {
        return forward(windows);
    }

    @Override
    public Queries forward(Windows read) {
        windows = read;
        team.run(this::forwardPart);
        return queries;
    }

    private void forwardPart(int member) {
        int from = team.from(member, windows.size());
        int to = team.from(member + 1, windows.size());
        bag.forward(member, windows, from, to);
        latent.ifPresent(above -> above.forward(member, bag.values(), from, to));
        drop(member, top, queries.values(), from, to);
    }

    private void drop(int member, Matrix source, Matrix target, int from, int to) {
        float[] row = rows[member];
        for (int slot = from; slot < to; slot++) {
            source.get(slot, 0, row, 0, h);
            queryDropout.apply(row, slot);
            target.put(slot, 0, row, 0, h);
        }
    }

    @Override
    public double penalty() {
        return latent.map(Latent::penalty).orElse(0.0) / windows.size();
    }

    @Override
    public void backward(int steps, List<ItemGradients> inputs) {
        team.run(this::backwardPart);
        team.run(member -> {
            latent.ifPresent(above -> above.differentiateWeights(member, bag.values(), windows.size()));
            bag.differentiateWeights(member, windows, shares.get(member), inputs.get(member));
        });
    }

    private void backwardPart(int member) {
        int from = team.from(member, windows.size());
        int to = team.from(member + 1, windows.size());
        drop(member, queries.gradients(), gradTop, from, to);
        latent.ifPresent(above -> above.backward(member, above.gaussians().orElseThrow(), bag.gradients(), from, to));
        bag.backward(member, from, to);
    }

    /** Of the items of all windows. */
    Dropout noise() {
        return bag.noise();
    }

    /** Of the rows of all windows. */
    Dropout inputDropout() {
        return bag.dropout();
    }

    /** Of the queries. */
    Dropout queryDropout() {
        return queryDropout;
    }

    /** ε of the step; empty without a latent vector. */
    Optional<Gaussians> gaussians() {
        return latent.flatMap(Latent::gaussians);
    }
}
