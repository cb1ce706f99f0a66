package freshet.trainer.gru4rec;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Adagrad on every weight of a GRU4Rec: dense on the layers, on the listed rows alone of tables and bias. For one thread. */
final class Gru4RecOptimizer {
    private static final float[] NONE = {};

    private final RowAdagrad embedding;
    private final RowAdagrad bias;
    private final RowAdagrad input; // not used if it is the embedding
    private final List<LayerAdagrad> layers;

    /** @param state every step changes it in place */
    Gru4RecOptimizer(Gru4RecState state, float learningRate, float momentum) {
        Gru4RecWeights weights = state.weights();
        this.embedding = rows(state, w -> w.embedding, weights.width, learningRate, momentum);
        this.bias = rows(state, w -> w.bias, 1, learningRate, momentum);
        this.input =
                weights.shared() ? embedding : rows(state, w -> w.input, weights.inputColumns, learningRate, momentum);
        this.layers = IntStream.range(0, weights.layers.size())
                .mapToObj(layer -> new LayerAdagrad(state, layer, learningRate, momentum))
                .toList();
    }

    /**
     * Takes one step and uses the gradients up.
     *
     * @param outputs of the embedding and the item bias
     * @param inputs of the input table; the same object if the embedding is shared
     */
    void step(List<GruWeights> gradients, ItemGradients outputs, ItemGradients inputs) {
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).step(gradients.get(i));
        }
        outputs.merge();
        embedding.step(outputs.items, outputs.vectors, outputs.count);
        bias.step(outputs.items, outputs.bias, outputs.count);
        outputs.count = 0;
        if (inputs != outputs) {
            inputs.merge();
            input.step(inputs.items, inputs.vectors, inputs.count);
            inputs.count = 0;
        }
    }

    private static RowAdagrad rows(
            Gru4RecState state, Function<Gru4RecWeights, float[]> table, int width, float rate, float momentum) {
        return new RowAdagrad(
                table.apply(state.weights()),
                table.apply(state.squares()),
                state.velocities().map(table).orElse(NONE),
                width,
                rate,
                momentum);
    }

    /** Adagrad on a layer's arrays. */
    private static final class LayerAdagrad {
        private final Adagrad input;
        private final Adagrad recurrentGates;
        private final Adagrad recurrentCandidate;
        private final Adagrad bias;

        LayerAdagrad(Gru4RecState state, int layer, float rate, float momentum) {
            this.input = dense(state, layer, gru -> gru.input, rate, momentum);
            this.recurrentGates = dense(state, layer, gru -> gru.recurrentGates, rate, momentum);
            this.recurrentCandidate = dense(state, layer, gru -> gru.recurrentCandidate, rate, momentum);
            this.bias = dense(state, layer, gru -> gru.bias, rate, momentum);
        }

        private static Adagrad dense(
                Gru4RecState state, int layer, Function<GruWeights, float[]> array, float rate, float momentum) {
            Optional<float[]> velocities = state.velocities().map(v -> array.apply(v.layers.get(layer)));
            return new Adagrad(
                    array.apply(state.weights().layers.get(layer)),
                    array.apply(state.squares().layers.get(layer)),
                    velocities.orElse(NONE),
                    rate,
                    momentum);
        }

        void step(GruWeights gradient) {
            input.step(gradient.input);
            recurrentGates.step(gradient.recurrentGates);
            recurrentCandidate.step(gradient.recurrentCandidate);
            bias.step(gradient.bias);
        }
    }
}
