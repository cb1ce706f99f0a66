package freshet.trainer.gru4rec;

import freshet.model.bundle.Tensor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** All weights of a GRU4Rec. An item's score is E·h + b with h the top layer's state. */
final class Gru4RecWeights {
    final Architecture architecture;
    final int items; // V
    final int width; // h of the top layer
    final float[] embedding; // E (V, h)
    final float[] bias; // b (V)
    final int inputColumns;
    final float[] input; // (V, inputColumns): what stands for an item at the input; E itself if shared
    final List<GruWeights> layers; // lowest first

    /** Glorot-uniform matrices and zero biases. */
    public Gru4RecWeights(int items, Architecture architecture, Glorot glorot) {
        this.architecture = architecture;
        this.items = items;
        this.width = architecture.queryWidth();
        this.embedding = new float[Math.multiplyExact(items, width)];
        this.bias = new float[items];
        glorot.fill(embedding, items, width);
        this.inputColumns = architecture.inputColumns();
        this.input = input(glorot);
        this.layers = IntStream.range(0, architecture.layers().size())
                .mapToObj(layer -> GruWeights.random(
                        architecture.inputWidth(layer), architecture.layers().get(layer), glorot))
                .toList();
    }

    private float[] input(Glorot glorot) {
        if (shared()) {
            return embedding;
        }
        float[] table = new float[Math.multiplyExact(items, inputColumns)];
        int out = architecture.embedding() == Embedding.ONE_HOT
                ? architecture.layers().get(0) // each gate's block on its own
                : inputColumns;
        glorot.fill(table, items, out);
        return table;
    }

    /** Whether input and output have one table. */
    public boolean shared() {
        return architecture.embedding() == Embedding.SHARED;
    }

    /** Copies the input rows of some items (count, inputColumns). */
    public void lookUp(int[] rows, int count, float[] into) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(input, rows[i] * inputColumns, into, i * inputColumns, inputColumns);
        }
    }

    /** The tensors as the bundle of kind {@code gru4rec} names them; copies, so that training may go on. */
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new TreeMap<>();
        tensors.put("item.embedding", Tensor.floats(embedding.clone(), items, width));
        tensors.put("item.bias", Tensor.floats(bias.clone(), items));
        for (int i = 0; i < layers.size(); i++) {
            GruWeights gru = layers.get(i);
            int h = gru.width;
            tensors.put("gru." + i + ".input", Tensor.floats(gru.input.clone(), gru.inputWidth, 3 * h));
            tensors.put("gru." + i + ".recurrent", Tensor.floats(gru.recurrent(), h, 3 * h));
            tensors.put("gru." + i + ".bias", Tensor.floats(gru.bias.clone(), 3 * h));
        }
        switch (architecture.embedding()) {
            case SHARED -> {}
            case SEPARATE -> tensors.put("item.input", Tensor.floats(input.clone(), items, inputColumns));
            case ONE_HOT -> tensors.put("gru.0.input", Tensor.floats(input.clone(), items, inputColumns));
        }
        return tensors;
    }
}
