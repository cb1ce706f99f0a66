package freshet.trainer.gru4rec;

/** Adagrad on every weight of a GRU4Rec: dense on the layer, on the listed rows alone of embedding and bias. For one thread. */
final class Gru4RecOptimizer {
    private final RowAdagrad embedding;
    private final RowAdagrad bias;
    private final Adagrad input;
    private final Adagrad recurrentGates;
    private final Adagrad recurrentCandidate;
    private final Adagrad gruBias;

    Gru4RecOptimizer(Gru4RecWeights weights, float learningRate) {
        this.embedding = new RowAdagrad(weights.embedding, weights.width, learningRate);
        this.bias = new RowAdagrad(weights.bias, 1, learningRate);
        this.input = new Adagrad(weights.gru.input, learningRate);
        this.recurrentGates = new Adagrad(weights.gru.recurrentGates, learningRate);
        this.recurrentCandidate = new Adagrad(weights.gru.recurrentCandidate, learningRate);
        this.gruBias = new Adagrad(weights.gru.bias, learningRate);
    }

    /** Takes one step; {@code listed} rows of the item gradients count, and are used up. */
    void step(GruWeights gru, ItemGradients items, int listed) {
        input.step(gru.input);
        recurrentGates.step(gru.recurrentGates);
        recurrentCandidate.step(gru.recurrentCandidate);
        gruBias.step(gru.bias);
        int merged = items.merge(listed);
        embedding.step(items.items, items.embedding, merged);
        bias.step(items.items, items.bias, merged);
    }
}
