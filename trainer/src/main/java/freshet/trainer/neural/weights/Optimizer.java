package freshet.trainer.neural.weights;

import freshet.trainer.linear.Team;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Adagrad on every weight of a model: on all rows of the dense weights, on the listed rows alone of
 * tables and bias. Members of a team share the rows of the dense weights, and each has the items of
 * its {@link ItemShare}. Used by one thread.
 */
public final class Optimizer {
    private static final float[] NONE = {};

    private final Parameters weights;
    private final Parameters squares;
    private final Optional<Parameters> velocities;
    private final List<DenseWeights> dense;
    private final float rate;
    private final float momentum;
    private final Team team;
    private final List<Part> parts;

    /**
     * @param weights w, which every step changes in place
     * @param squares G, which every step changes in place
     * @param velocities v, which every step changes in place; empty without momentum
     * @param dense what has a gradient in every step
     * @param inputs name of the table that the model reads its inputs from
     * @param rate learning rate
     * @param momentum μ, in [0, 1)
     */
    public Optimizer(
            Parameters weights,
            Parameters squares,
            Optional<Parameters> velocities,
            List<DenseWeights> dense,
            String inputs,
            float rate,
            float momentum,
            Team team) {
        this.weights = weights;
        this.squares = squares;
        this.velocities = velocities;
        this.dense = List.copyOf(dense);
        this.rate = rate;
        this.momentum = momentum;
        this.team = team;
        this.parts = IntStream.range(0, team.size())
                .mapToObj(member -> new Part(member, inputs))
                .toList();
    }

    /**
     * Takes one step and uses the gradients by item up.
     *
     * @param outputs of the embedding and the item bias, each member's own
     * @param inputs of the input table; the same objects if that is the embedding
     */
    public void step(List<ItemGradients> outputs, List<ItemGradients> inputs) {
        team.run(member -> parts.get(member).step(outputs.get(member), inputs.get(member)));
    }

    private RowAdagrad rows(String name) {
        Parameter parameter = weights.get(name);
        return new RowAdagrad(
                parameter.values(),
                squares.get(name).values(),
                velocities.map(v -> v.get(name).values()).orElse(NONE),
                parameter.columns(),
                rate,
                momentum);
    }

    /** What one member does. */
    private final class Part {
        private final int member;
        private final RowAdagrad embedding;
        private final RowAdagrad bias;
        private final Optional<RowAdagrad> input; // empty if it is the embedding
        private final List<DenseAdagrad> layers;

        Part(int member, String inputs) {
            this.member = member;
            this.embedding = rows(Parameters.EMBEDDING);
            this.bias = rows(Parameters.BIAS);
            this.input = inputs.equals(Parameters.EMBEDDING) ? Optional.empty() : Optional.of(rows(inputs));
            this.layers = dense.stream().map(DenseAdagrad::new).toList();
        }

        void step(ItemGradients outputs, ItemGradients inputs) {
            for (int i = 0; i < layers.size(); i++) {
                layers.get(i).step(member);
            }
            embedding.step(outputs.items, outputs.vectors, 0, outputs.count());
            bias.step(outputs.items, outputs.bias, 0, outputs.count());
            input.ifPresent(table -> table.step(inputs.items, inputs.vectors, 0, inputs.count()));
            outputs.clear();
            inputs.clear();
        }
    }

    private final class DenseAdagrad {
        private final DenseWeights weights;
        private final int[] all; // 0, 1, 2, …
        private final RowAdagrad adagrad;

        DenseAdagrad(DenseWeights weights) {
            this.weights = weights;
            this.all = IntStream.range(0, weights.parameter().rows()).toArray();
            this.adagrad = rows(weights.parameter().name());
        }

        void step(int member) {
            adagrad.step(all, weights.gradient(), team.from(member, all.length), team.from(member + 1, all.length));
        }
    }
}
