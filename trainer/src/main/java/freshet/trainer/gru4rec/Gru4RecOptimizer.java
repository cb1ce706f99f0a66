package freshet.trainer.gru4rec;

import java.util.List;

/** Adagrad on every weight of a GRU4Rec: dense on the layers, on the listed rows alone of tables and bias. For one thread. */
final class Gru4RecOptimizer {
    private final RowAdagrad embedding;
    private final RowAdagrad bias;
    private final RowAdagrad input; // not used if it is the embedding
    private final List<LayerAdagrad> layers;

    Gru4RecOptimizer(Gru4RecWeights weights, float learningRate, float momentum) {
        this.embedding = new RowAdagrad(weights.embedding, weights.width, learningRate, momentum);
        this.bias = new RowAdagrad(weights.bias, 1, learningRate, momentum);
        this.input = weights.shared()
                ? embedding
                : new RowAdagrad(weights.input, weights.inputColumns, learningRate, momentum);
        this.layers = weights.layers.stream()
                .map(layer -> new LayerAdagrad(layer, learningRate, momentum))
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

    /** Adagrad on a layer's arrays. */
    private static final class LayerAdagrad {
        private final Adagrad input;
        private final Adagrad recurrentGates;
        private final Adagrad recurrentCandidate;
        private final Adagrad bias;

        LayerAdagrad(GruWeights weights, float learningRate, float momentum) {
            this.input = new Adagrad(weights.input, learningRate, momentum);
            this.recurrentGates = new Adagrad(weights.recurrentGates, learningRate, momentum);
            this.recurrentCandidate = new Adagrad(weights.recurrentCandidate, learningRate, momentum);
            this.bias = new Adagrad(weights.bias, learningRate, momentum);
        }

        void step(GruWeights gradient) {
            input.step(gradient.input);
            recurrentGates.step(gradient.recurrentGates);
            recurrentCandidate.step(gradient.recurrentCandidate);
            bias.step(gradient.bias);
        }
    }
}
