package freshet.model.kind.autoencoder;

import freshet.model.SessionBatch;
import freshet.model.encoder.WindowEncoder;
import freshet.model.encoder.dense.DenseLayer;
import freshet.model.math.FloatMath;
import java.util.Arrays;
import java.util.List;

/**
 * The encoder of the autoencoders. Of the newest items of a session, with their rows x_1 … x_t and
 * the weights w_i = (1 − decay)^(t − i),
 *
 * <pre>
 * hidden = tanh(Σ_i w_i x_i / √(Σ_i w_i²) + b)
 * </pre>
 *
 * is the hidden layer over the bag of items, whose vector has the length 1. The query is what the
 * layers above make of it. Immutable; threads share it.
 *
 * @param rows x of all items (items, h)
 * @param width h
 * @param window most items that are read
 * @param kept 1 − decay
 * @param bias b (h)
 * @param layers above, lowest first; without any the query is the hidden layer
 * @param biases of these layers
 */
record BagNetworkEncoder(
        float[] rows, int width, int window, float kept, float[] bias, List<DenseLayer> layers, List<float[]> biases)
        implements WindowEncoder {

    @Override
    public int queryWidth() {
        return layers.isEmpty() ? width : layers.get(layers.size() - 1).width();
    }

    @Override
    public Reader newReader(int maxBatch) {
        return new BagReader(maxBatch);
    }

    private final class BagReader implements Reader {
        private final List<DenseLayer.Pass> passes;
        private final List<float[]> inputs; // (maxBatch, what the layer takes) of each layer

        BagReader(int maxBatch) {
            passes = layers.stream().map(layer -> layer.newPass(maxBatch)).toList();
            inputs = layers.stream()
                    .map(layer -> new float[Math.multiplyExact(maxBatch, layer.inputWidth())])
                    .toList();
        }

        @Override
        public void encode(SessionBatch batch, float[] queries) {
            float[] hidden = inputs.isEmpty() ? queries : inputs.get(0);
            for (int session = 0; session < batch.size(); session++) {
                readBag(batch, session, hidden);
            }
            for (int i = 0; i < passes.size(); i++) {
                float[] above = i + 1 < passes.size() ? inputs.get(i + 1) : queries;
                passes.get(i).apply(inputs.get(i), batch.size(), biases.get(i), 0, above);
            }
        }

        private void readBag(SessionBatch batch, int session, float[] hidden) {
            int at = session * width;
            Arrays.fill(hidden, at, at + width, 0f);
            int last = batch.length(session) - 1;
            float weight = 1;
            float squares = 0;
            for (int position = last; position >= 0 && position > last - window; position--) {
                int from = batch.item(session, position) * width;
                for (int i = 0; i < width; i++) {
                    hidden[at + i] += weight * rows[from + i];
                }
                squares += weight * weight;
                weight *= kept;
            }
            float factor = squares > 0 ? (float) (1 / Math.sqrt(squares)) : 0;
            for (int i = 0; i < width; i++) {
                hidden[at + i] = FloatMath.tanh(factor * hidden[at + i] + bias[i]);
            }
        }
    }
}
