package freshet.trainer.svdpp;

import freshet.trainer.linear.Team;
import freshet.trainer.linear.Vectors;
import freshet.trainer.neural.Dropout;
import freshet.trainer.neural.TrainedEncoder;
import freshet.trainer.neural.WindowBatches;
import freshet.trainer.neural.Windows;
import freshet.trainer.neural.Workspace;
import freshet.trainer.neural.weights.DenseWeights;
import freshet.trainer.neural.weights.ItemGradients;
import freshet.trainer.neural.weights.ItemShare;
import freshet.trainer.neural.weights.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * From the implicit factors of a window to its query and back, see {@link SvdPp}. Dropout is
 * applied to the factors and to the query. Members of a team share the windows on the way forward
 * and the items on the way back. Used by one thread.
 */
final class FactorSum implements TrainedEncoder<WindowBatches> {
    private final Parameter input; // y (V, h)
    private final int batchSize;
    private final int window;
    private final int h;
    private final float kept; // 1 − decay
    private final Dropout inputDropout;
    private final Dropout queryDropout;
    private final Team team;
    private final List<ItemShare> shares;
    private final Queries queries;
    private final List<float[]> rows; // (h) of each member
    private final List<float[]> sums; // (h) of each member
    private Windows windows = new Windows(0, 0); // of the step

    FactorSum(
            Parameter input,
            int batchSize,
            int window,
            float decay,
            Dropout inputDropout,
            Dropout queryDropout,
            Workspace workspace) {
        this.input = input;
        this.batchSize = batchSize;
        this.window = window;
        this.h = input.columns();
        this.kept = 1 - decay;
        this.inputDropout = inputDropout;
        this.queryDropout = queryDropout;
        this.team = workspace.team();
        this.shares = workspace.shares();
        this.queries = new Queries(
                workspace.memory().matrix(batchSize, h), workspace.memory().matrix(batchSize, h));
        this.rows =
                IntStream.range(0, team.size()).mapToObj(member -> new float[h]).toList();
        this.sums =
                IntStream.range(0, team.size()).mapToObj(member -> new float[h]).toList();
    }

    @Override
    public int stretch() {
        return 1;
    }

    @Override
    public String inputTable() {
        return input.name();
    }

    @Override
    public int inputsPerStep() {
        return batchSize * window;
    }

    @Override
    public List<DenseWeights> dense() {
        return List.of();
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
    }

    @Override
    public Queries forward(int step) {
        team.run(this::forwardPart);
        return queries;
    }

    private void forwardPart(int member) {
        float[] row = rows.get(member);
        float[] sum = sums.get(member);
        for (int slot = team.from(member, windows.size()); slot < team.from(member + 1, windows.size()); slot++) {
            Arrays.fill(sum, 0f);
            float weight = factor(slot);
            for (int place = windows.to(slot) - 1; place >= windows.from(slot); place--) {
                System.arraycopy(input.values(), windows.item(place) * h, row, 0, h);
                inputDropout.apply(row, place);
                Vectors.addMultiple(sum, weight, row, h);
                weight *= kept;
            }
            queryDropout.apply(sum, slot);
            queries.values().put(slot, 0, sum, 0, h);
        }
    }

    @Override
    public void backward(int steps, List<ItemGradients> inputs) {
        team.run(member -> backwardPart(member, inputs.get(member)));
    }

    private void backwardPart(int member, ItemGradients gradients) {
        float[] row = rows.get(member);
        float[] grad = sums.get(member);
        for (int slot = 0; slot < windows.size(); slot++) {
            queries.gradients().get(slot, 0, grad, 0, h);
            queryDropout.apply(grad, slot);
            float weight = factor(slot);
            for (int place = windows.to(slot) - 1; place >= windows.from(slot); place--) {
                int item = windows.item(place);
                if (shares.get(member).has(item)) {
                    Arrays.fill(row, 0f);
                    Vectors.addMultiple(row, weight, grad, h);
                    inputDropout.apply(row, place);
                    gradients.add(item, row);
                }
                weight *= kept;
            }
        }
    }

    /** |N|^(−1/2), which is also the weight of the newest event. */
    private float factor(int slot) {
        float weights = 0;
        float weight = 1;
        for (int place = windows.from(slot); place < windows.to(slot); place++) {
            weights += weight;
            weight *= kept;
        }
        return (float) (1 / Math.sqrt(weights));
    }

    /** Of the factors of all windows. */
    Dropout inputDropout() {
        return inputDropout;
    }

    /** Of the queries. */
    Dropout queryDropout() {
        return queryDropout;
    }
}
