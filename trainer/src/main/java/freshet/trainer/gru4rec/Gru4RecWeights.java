package freshet.trainer.gru4rec;

import freshet.model.bundle.Tensor;
import java.util.Map;
import java.util.TreeMap;

/**
 * All weights of a GRU4Rec whose input and output share one item embedding (the constrained embedding of Hidasi and
 * Karatzoglou 2018): an item's score is E·h + b.
 */
final class Gru4RecWeights {
    final int items; // V
    final int width; // d = h
    final float[] embedding; // (V, d)
    final float[] bias; // (V)
    final GruWeights gru;

    /** Glorot-uniform matrices and zero biases. */
    public Gru4RecWeights(int items, int width, Glorot glorot) {
        this.items = items;
        this.width = width;
        this.embedding = new float[Math.multiplyExact(items, width)];
        this.bias = new float[items];
        glorot.fill(embedding, items, width);
        this.gru = GruWeights.random(width, width, glorot);
    }

    /** The tensors as the bundle of kind {@code gru4rec} names them; they share memory with the weights. */
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new TreeMap<>();
        tensors.put("item.embedding", Tensor.floats(embedding, items, width));
        tensors.put("item.bias", Tensor.floats(bias, items));
        tensors.put("gru.0.input", Tensor.floats(gru.input, width, 3 * width));
        tensors.put("gru.0.recurrent", Tensor.floats(gru.recurrent(), width, 3 * width));
        tensors.put("gru.0.bias", Tensor.floats(gru.bias, 3 * width));
        return tensors;
    }
}
