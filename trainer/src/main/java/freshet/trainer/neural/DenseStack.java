package freshet.trainer.neural;

import freshet.trainer.linear.Matrix;
import freshet.trainer.linear.MatrixMemory;
import freshet.trainer.neural.dense.TrainedDenseLayer;
import freshet.trainer.neural.weights.DenseWeights;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fully connected layers on top of each other over a batch of B rows, each one's output with
 * dropout, forward and backward. Buffers are allocated once. Members of a team may work on
 * different rows at once.
 */
public final class DenseStack {
    private final List<TrainedDenseLayer> layers; // lowest first
    private final List<Dropout> dropouts; // of their outputs
    private final List<Matrix> values; // (B, h) of each layer, after dropout
    private final List<Matrix> gradients; // (B, h) of these
    private final List<float[]> rows; // (widest h) of each member

    /**
     * @param layers lowest first, at least one
     * @param dropouts of the layers' outputs
     * @param batchSize B
     * @param members of the team
     */
    public DenseStack(
            List<TrainedDenseLayer> layers, List<Dropout> dropouts, int batchSize, int members, MatrixMemory memory) {
        int widest = layers.stream().mapToInt(TrainedDenseLayer::width).max().orElseThrow();
        this.layers = List.copyOf(layers);
        this.dropouts = List.copyOf(dropouts);
        this.values = layers.stream()
                .map(layer -> memory.matrix(batchSize, layer.width()))
                .toList();
        this.gradients = layers.stream()
                .map(layer -> memory.matrix(batchSize, layer.width()))
                .toList();
        this.rows = IntStream.range(0, members)
                .mapToObj(member -> new float[widest])
                .toList();
    }

    /** The weights of all layers, lowest first. */
    public List<DenseWeights> dense() {
        return layers.stream().flatMap(layer -> layer.dense().stream()).toList();
    }

    /** Of each layer's output. */
    public List<Dropout> dropouts() {
        return dropouts;
    }

    /** What comes out at the top (B, h). */
    public Matrix values() {
        return values.get(values.size() - 1);
    }

    /** Of what comes out (B, h): to be written before {@link #backward}. */
    public Matrix gradients() {
        return gradients.get(gradients.size() - 1);
    }

    /** Takes a part of the weights over as they are now. */
    public void load(int part, int parts) {
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).load(part, parts);
        }
    }

    /**
     * Chooses anew what a member's rows drop.
     *
     * @param batch rows of all members together
     * @param from the member's first row
     * @param to after its last one
     */
    public void draw(int member, int batch, int from, int to) {
        for (int i = 0; i < layers.size(); i++) {
            dropouts.get(i).draw(member, batch, from, to);
        }
    }

    /** @param x (B, d), of which some rows are taken */
    public void forward(int member, Matrix x, int from, int to) {
        Matrix below = x;
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).forward(member, below, from, to);
            drop(i, member, layers.get(i).output(), values.get(i), from, to);
            below = values.get(i);
        }
    }

    /**
     * Of the same rows, from the {@link #gradients}.
     *
     * @param gradX receives the gradient of the input (B, d)
     */
    public void backward(int member, Matrix gradX, int from, int to) {
        for (int i = layers.size() - 1; i >= 0; i--) {
            drop(i, member, gradients.get(i), layers.get(i).gradOutput(), from, to);
            layers.get(i).backward(member, i == 0 ? gradX : gradients.get(i - 1), from, to);
        }
    }

    /** What is dropped has no gradient, and what is kept has its factor: both ways are alike. */
    private void drop(int layer, int member, Matrix source, Matrix target, int from, int to) {
        int width = layers.get(layer).width();
        float[] row = rows.get(member);
        for (int slot = from; slot < to; slot++) {
            source.get(slot, 0, row, 0, width);
            dropouts.get(layer).apply(row, slot);
            target.put(slot, 0, row, 0, width);
        }
    }

    /**
     * After {@link #backward} of the whole batch, a member's part of the weights' gradients.
     *
     * @param x as {@link #forward} got it
     * @param batch its rows
     */
    public void differentiateWeights(int member, Matrix x, int batch) {
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).differentiateWeights(member, i == 0 ? x : values.get(i - 1), batch);
        }
    }
}
