package freshet.trainer.gru4rec;

import freshet.trainer.linear.Team;
import freshet.trainer.neural.weights.ItemGradients;
import freshet.trainer.neural.weights.ItemShare;
import freshet.trainer.neural.weights.RowAdagrad;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Adagrad on every weight of a GRU4Rec: dense on the layers, on the listed rows alone of tables and bias. Members of a team
 * share the layers' rows, and each has the items of its {@link ItemShare}. Used by one thread.
 */
final class Gru4RecOptimizer {
    private static final float[] NONE = {};

    private final Gru4RecState state;
    private final float rate;
    private final float momentum;
    private final Team team;
    private final List<Part> parts;

    /** @param state every step changes it in place */
    Gru4RecOptimizer(Gru4RecState state, float learningRate, float momentum, Team team) {
        this.state = state;
        this.rate = learningRate;
        this.momentum = momentum;
        this.team = team;
        this.parts = IntStream.range(0, team.size()).mapToObj(Part::new).toList();
    }

    /**
     * Takes one step and uses the gradients up.
     *
     * @param outputs of the embedding and the item bias, each member's own
     * @param inputs of the input table; the same objects if the embedding is shared
     */
    void step(List<GruMatrices> gradients, List<ItemGradients> outputs, List<ItemGradients> inputs) {
        team.run(member -> parts.get(member).step(gradients, outputs.get(member), inputs.get(member)));
    }

    private RowAdagrad rows(Function<Gru4RecWeights, float[]> table, int width) {
        return new RowAdagrad(
                table.apply(state.weights()),
                table.apply(state.squares()),
                state.velocities().map(table).orElse(NONE),
                width,
                rate,
                momentum);
    }

    /** What one member does. */
    private final class Part {
        private final int member;
        private final RowAdagrad embedding;
        private final RowAdagrad bias;
        private final Optional<RowAdagrad> input; // empty if it is the embedding
        private final List<LayerAdagrad> layers;

        Part(int member) {
            Gru4RecWeights weights = state.weights();
            this.member = member;
            this.embedding = rows(w -> w.embedding, weights.width);
            this.bias = rows(w -> w.bias, 1);
            this.input = weights.shared() ? Optional.empty() : Optional.of(rows(w -> w.input, weights.inputColumns));
            this.layers = IntStream.range(0, weights.layers.size())
                    .mapToObj(LayerAdagrad::new)
                    .toList();
        }

        void step(List<GruMatrices> gradients, ItemGradients outputs, ItemGradients inputs) {
            for (int i = 0; i < layers.size(); i++) {
                layers.get(i).step(gradients.get(i), member);
            }
            embedding.step(outputs.items, outputs.vectors, 0, outputs.count());
            bias.step(outputs.items, outputs.bias, 0, outputs.count());
            input.ifPresent(table -> table.step(inputs.items, inputs.vectors, 0, inputs.count()));
            outputs.clear();
            inputs.clear();
        }
    }

    /** Adagrad on a layer's arrays, all rows of which have a gradient. */
    private final class LayerAdagrad {
        private final int d;
        private final int h;
        private final int[] all; // 0, 1, 2, …
        private final RowAdagrad input;
        private final RowAdagrad recurrentGates;
        private final RowAdagrad recurrentCandidate;
        private final RowAdagrad bias;

        LayerAdagrad(int layer) {
            TrainedGruWeights gru = state.weights().layers.get(layer);
            this.d = gru.inputWidth;
            this.h = gru.width;
            this.all = IntStream.range(0, Math.max(d, h)).toArray();
            this.input = rows(w -> w.layers.get(layer).input, 3 * h);
            this.recurrentGates = rows(w -> w.layers.get(layer).recurrentGates, 2 * h);
            this.recurrentCandidate = rows(w -> w.layers.get(layer).recurrentCandidate, h);
            this.bias = rows(w -> w.layers.get(layer).bias, 3 * h);
        }

        void step(GruMatrices gradient, int member) {
            int from = team.from(member, h);
            int to = team.from(member + 1, h);
            input.step(all, gradient.input, team.from(member, d), team.from(member + 1, d));
            recurrentGates.step(all, gradient.recurrentGates, from, to);
            recurrentCandidate.step(all, gradient.recurrentCandidate, from, to);
            bias.step(all, gradient.bias, 0, member == 0 ? 1 : 0);
        }
    }
}
