package freshet.trainer.youtube;

import freshet.model.encoder.dense.Activation;
import freshet.trainer.linear.Team;
import freshet.trainer.neural.DenseStack;
import freshet.trainer.neural.Dropout;
import freshet.trainer.neural.EpochRandom;
import freshet.trainer.neural.TrainedEncoder;
import freshet.trainer.neural.WindowBatches;
import freshet.trainer.neural.Windows;
import freshet.trainer.neural.Workspace;
import freshet.trainer.neural.dense.TrainedDenseLayer;
import freshet.trainer.neural.weights.DenseWeights;
import freshet.trainer.neural.weights.ItemGradients;
import freshet.trainer.neural.weights.ItemShare;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A {@link YoutubeDnn} from the rows of a window to the query, forward and backward. Dropout is
 * applied to the rows and to what each layer gives.
 *
 * <p>Members of a team share the work: each takes some windows through all layers, and computes
 * some rows of the weights' gradients, over all windows, and the gradients of the rows in its
 * {@link ItemShare}. Used by one thread.
 */
final class YoutubeDnnStack implements TrainedEncoder<WindowBatches> {
    private final YoutubeDnn model;
    private final int batchSize;
    private final Team team;
    private final List<ItemShare> shares;
    private final WindowInput input;
    private final DenseStack tower;
    private final Queries queries;
    private Windows windows = new Windows(0, 0); // of the step
    private long[] times = {}; // (B)
    private float[] ages = {}; // (B)

    /** In training. */
    YoutubeDnnStack(
            YoutubeDnn model, YoutubeDnnWeights weights, int batchSize, EpochRandom random, Workspace workspace) {
        this(
                model,
                weights,
                batchSize,
                new Dropout(
                        model.settings().dropoutEmbedding(), batchSize * model.window(), model.width(), random.split()),
                model.layers().stream()
                        .map(layer -> new Dropout(model.settings().dropoutHidden(), batchSize, layer, random.split()))
                        .toList(),
                workspace);
    }

    /** Outside of training, of one window and without dropout. */
    YoutubeDnnStack(YoutubeDnn model, YoutubeDnnWeights weights, Workspace workspace) {
        this(
                model,
                weights,
                1,
                Dropout.NONE,
                model.layers().stream().map(layer -> Dropout.NONE).toList(),
                workspace);
    }

    private YoutubeDnnStack(
            YoutubeDnn model,
            YoutubeDnnWeights weights,
            int batchSize,
            Dropout inputDropout,
            List<Dropout> dropouts,
            Workspace workspace) {
        int members = workspace.team().size();
        this.model = model;
        this.batchSize = batchSize;
        this.team = workspace.team();
        this.shares = workspace.shares();
        this.input = new WindowInput(model, weights, inputDropout, batchSize, members, workspace.memory());
        List<TrainedDenseLayer> layers = IntStream.range(0, dropouts.size())
                .mapToObj(n -> new TrainedDenseLayer(
                        weights.matrices.get(n),
                        weights.biases.get(n),
                        Activation.RELU,
                        batchSize,
                        members,
                        workspace.memory()))
                .toList();
        this.tower = new DenseStack(layers, dropouts, batchSize, members, workspace.memory());
        this.queries = new Queries(tower.values(), tower.gradients());
    }

    @Override
    public int stretch() {
        return 1;
    }

    @Override
    public String inputTable() {
        return input.table();
    }

    @Override
    public int inputsPerStep() {
        return batchSize * model.window();
    }

    @Override
    public List<DenseWeights> dense() {
        return Stream.concat(input.dense().stream(), tower.dense().stream()).toList();
    }

    @Override
    public void load(WindowBatches batches, int step) {
        windows = batches.windows();
        times = batches.times();
        ages = batches.ages();
    }

    @Override
    public void prepare(int member, int step) {
        int from = team.from(member, windows.size());
        int to = team.from(member + 1, windows.size());
        input.dropout().draw(member, windows.rows(), windows.from(from), windows.from(to));
        tower.draw(member, windows.size(), from, to);
        loadWeights(member);
    }

    /** Takes a member's part of the weights over as they are now. */
    void loadWeights(int member) {
        tower.load(member, team.size());
    }

    @Override
    public Queries forward(int step) {
        return forward(windows, times, ages);
    }

    /** The queries of some windows, which are kept for the way back; see {@link WindowInput}. */
    Queries forward(Windows read, long[] readTimes, float[] readAges) {
        windows = read;
        times = readTimes;
        ages = readAges;
        team.run(this::forwardPart);
        return queries;
    }

    private void forwardPart(int member) {
        int from = team.from(member, windows.size());
        int to = team.from(member + 1, windows.size());
        input.forward(member, windows, times, ages, from, to);
        tower.forward(member, input.values(), from, to);
    }

    /** Of each window's newest event, milliseconds since 1970. */
    long[] times() {
        return times;
    }

    /** Of each window, from 0 to 1. */
    float[] ages() {
        return ages;
    }

    /** Of the rows of all windows. */
    Dropout inputDropout() {
        return input.dropout();
    }

    /** Of what each layer gives. */
    List<Dropout> layerDropouts() {
        return tower.dropouts();
    }

    @Override
    public void backward(int steps, List<ItemGradients> inputs) {
        team.run(member -> tower.backward(
                member, input.gradients(), team.from(member, windows.size()), team.from(member + 1, windows.size())));
        team.run(member -> differentiate(member, inputs.get(member)));
    }

    private void differentiate(int member, ItemGradients items) {
        tower.differentiateWeights(member, input.values(), windows.size());
        input.backwardItems(member, windows, shares.get(member), items);
        input.backwardContext(member, team.size(), windows.size(), times);
    }
}
