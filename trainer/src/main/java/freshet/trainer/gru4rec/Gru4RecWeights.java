package freshet.trainer.gru4rec;

import freshet.model.bundle.Tensor;
import freshet.trainer.gru4rec.Architecture.Embedding;
import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.ItemTable;
import freshet.trainer.neural.weights.NamedFloats;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All weights of a GRU4Rec. An item's score is E·h + b with h the top layer's state. */
final class Gru4RecWeights {
    final Architecture architecture;
    final int items; // V
    final int width; // h of the top layer
    final float[] embedding; // E (V, h)
    final float[] bias; // b (V)
    final int inputColumns;
    final float[] input; // (V, inputColumns): what stands for an item at the input; E itself if shared
    final List<TrainedGruWeights> layers; // lowest first

    /** All zero. */
    public Gru4RecWeights(int items, Architecture architecture) {
        this.architecture = architecture;
        this.items = items;
        this.width = architecture.queryWidth();
        this.embedding = new float[Math.multiplyExact(items, width)];
        this.bias = new float[items];
        this.inputColumns = architecture.inputColumns();
        this.input = shared() ? embedding : new float[Math.multiplyExact(items, inputColumns)];
        this.layers = IntStream.range(0, architecture.layers().size())
                .mapToObj(layer -> new TrainedGruWeights(
                        architecture.inputWidth(layer), architecture.layers().get(layer)))
                .toList();
    }

    /** Glorot-uniform matrices and zero biases. */
    public static Gru4RecWeights random(int items, Architecture architecture, Glorot glorot) {
        Gru4RecWeights weights = new Gru4RecWeights(items, architecture);
        glorot.fill(weights.embedding, items, weights.width);
        if (!weights.shared()) {
            int out = architecture.embedding() == Embedding.ONE_HOT
                    ? architecture.layers().get(0) // each gate's block on its own
                    : weights.inputColumns;
            glorot.fill(weights.input, items, out);
        }
        weights.layers.forEach(layer -> layer.randomise(glorot));
        return weights;
    }

    /** Whether no weight is infinite or no number. */
    public boolean areFinite() {
        return arrays().stream().allMatch(Gru4RecWeights::areFinite);
    }

    private static boolean areFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /** Whether input and output have one table. */
    public boolean shared() {
        return architecture.embedding() == Embedding.SHARED;
    }

    /** The tensors as the bundle of kind {@code gru4rec} names them; copies, so that training may go on. */
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new TreeMap<>();
        tables().forEach(table ->
                tensors.put(table.name(), Tensor.floats(table.values().clone(), table.shape(items))));
        tensors.putAll(layerTensors());
        return tensors;
    }

    /** Those of {@link #tensors} that have no row per item. */
    public Map<String, Tensor> layerTensors() {
        Map<String, Tensor> tensors = new TreeMap<>();
        for (int i = 0; i < layers.size(); i++) {
            TrainedGruWeights gru = layers.get(i);
            int h = gru.width;
            if (gru.inputWidth > 0) {
                tensors.put("gru." + i + ".input", Tensor.floats(gru.input.clone(), gru.inputWidth, 3 * h));
            }
            tensors.put("gru." + i + ".recurrent", Tensor.floats(gru.recurrent(), h, 3 * h));
            tensors.put("gru." + i + ".bias", Tensor.floats(gru.bias.clone(), 3 * h));
        }
        return tensors;
    }

    /** The tables that have a row per item, by the names that the bundle gives them. */
    public List<ItemTable> tables() {
        ItemTable output = new ItemTable("item.embedding", width, embedding);
        ItemTable biases = new ItemTable("item.bias", 1, bias);
        return switch (architecture.embedding()) {
            case SHARED -> List.of(output, biases);
            case SEPARATE -> List.of(output, biases, new ItemTable("item.input", inputColumns, input));
            case ONE_HOT -> List.of(output, biases, new ItemTable("gru.0.input", inputColumns, input));
        };
    }

    /** Every weight once, in an order that the architecture alone decides; shared, not copied. */
    public List<float[]> arrays() {
        return Stream.concat(
                        tables().stream().map(ItemTable::values),
                        layers.stream()
                                .flatMap(layer -> Stream.of(
                                        layer.input, layer.recurrentGates, layer.recurrentCandidate, layer.bias)))
                .toList();
    }

    /** Takes over what {@link #layerTensors} gave. */
    public void setLayers(NamedFloats tensors) {
        for (int i = 0; i < layers.size(); i++) {
            TrainedGruWeights gru = layers.get(i);
            if (gru.inputWidth > 0) {
                tensors.copy("gru." + i + ".input", gru.input);
            }
            float[] recurrent = new float[gru.width * 3 * gru.width];
            tensors.copy("gru." + i + ".recurrent", recurrent);
            gru.setRecurrent(recurrent);
            tensors.copy("gru." + i + ".bias", gru.bias);
        }
    }
}
