package freshet.trainer.gru4rec;

import freshet.model.bundle.Tensor;
import freshet.trainer.TrainingData;
import freshet.trainer.neural.EpochRandom;
import freshet.trainer.neural.loss.LogQ;
import freshet.trainer.neural.loss.NegativeSampler;
import freshet.trainer.neural.weights.Adagrad;
import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.NamedFloats;
import freshet.trainer.neural.weights.WeightAverage;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * All that a training carries from one pass to the next: a pass is a function of it, the data, the settings and the epoch. For one
 * thread.
 *
 * @param weights what is learned
 * @param squares G of {@link Adagrad} for every weight
 * @param velocities v of every weight; empty without momentum
 * @param averages means of the weights over the last steps, see {@link WeightAverage}; empty if the last weights are what counts
 */
record Gru4RecState(
        Gru4RecWeights weights,
        Gru4RecWeights squares,
        Optional<Gru4RecWeights> velocities,
        Optional<Gru4RecWeights> averages) {
    private static final String WEIGHTS = "weights.";
    private static final String SQUARES = "squares.";
    private static final String VELOCITIES = "velocities.";
    private static final String AVERAGES = "averages.";

    /** Before the first pass: random weights, and no gradient to remember. */
    static Gru4RecState fresh(TrainingData data, Gru4RecSettings settings) {
        int items = data.vocabulary().size();
        Architecture architecture = settings.architecture();
        SplittableRandom random = EpochRandom.beforeTraining(settings.seed());
        Gru4RecWeights weights = Gru4RecWeights.random(items, architecture, new Glorot(random));
        if (settings.loss().startsAtPrior()) {
            NegativeSampler sampler = new NegativeSampler(data.support(), settings.sampleAlpha());
            new LogQ(data.support(), sampler, settings.samples(), settings.logQ(), settings.batchSize())
                    .startAtPrior(weights.bias);
        }
        return new Gru4RecState(
                weights,
                new Gru4RecWeights(items, architecture),
                zeros(settings.momentum() > 0, items, architecture),
                zeros(settings.averageSpan() > 0, items, architecture));
    }

    private static Optional<Gru4RecWeights> zeros(boolean wanted, int items, Architecture architecture) {
        return wanted ? Optional.of(new Gru4RecWeights(items, architecture)) : Optional.empty();
    }

    /** The weights that a model is made of. */
    Gru4RecWeights learned() {
        return averages.orElse(weights);
    }

    /** Everything as tensors, copied. */
    Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new TreeMap<>();
        weights.tensors().forEach((name, tensor) -> tensors.put(WEIGHTS + name, tensor));
        squares.tensors().forEach((name, tensor) -> tensors.put(SQUARES + name, tensor));
        velocities.ifPresent(v -> v.tensors().forEach((name, tensor) -> tensors.put(VELOCITIES + name, tensor)));
        averages.ifPresent(a -> a.tensors().forEach((name, tensor) -> tensors.put(AVERAGES + name, tensor)));
        return tensors;
    }

    /**
     * Takes over what {@link #tensors} gave.
     *
     * @throws freshet.trainer.TrainingException if a tensor is missing or of another length
     */
    void set(Map<String, Tensor> tensors) {
        set(weights, new NamedFloats(tensors, WEIGHTS));
        set(squares, new NamedFloats(tensors, SQUARES));
        velocities.ifPresent(v -> set(v, new NamedFloats(tensors, VELOCITIES)));
        averages.ifPresent(a -> set(a, new NamedFloats(tensors, AVERAGES)));
    }

    private static void set(Gru4RecWeights weights, NamedFloats tensors) {
        weights.tables().forEach(table -> tensors.copy(table.name(), table.values()));
        weights.setLayers(tensors);
    }
}
