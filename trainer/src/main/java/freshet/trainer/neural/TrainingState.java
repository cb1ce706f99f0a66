package freshet.trainer.neural;

import freshet.model.bundle.Tensor;
import freshet.trainer.TrainingData;
import freshet.trainer.bundle.RankedItem;
import freshet.trainer.bundle.SelfTests;
import freshet.trainer.bundle.TrainingSnapshot.KeptModel;
import freshet.trainer.neural.loss.LogQ;
import freshet.trainer.neural.loss.NegativeSampler;
import freshet.trainer.neural.weights.Glorot;
import freshet.trainer.neural.weights.NamedFloats;
import freshet.trainer.neural.weights.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that a training carries from one pass to the next: a pass is a function of it, the data, the
 * settings and the epoch. For one thread.
 *
 * @param weights what is learned
 * @param squares Adagrad's G for every weight
 * @param velocities v of every weight; empty without momentum
 * @param averages means of the weights over the last steps, see
 *     {@link freshet.trainer.neural.weights.WeightAverage}; empty if the last weights are what
 *     counts
 */
public record TrainingState(
        Parameters weights, Parameters squares, Optional<Parameters> velocities, Optional<Parameters> averages) {
    private static final String WEIGHTS = "weights.";
    private static final String SQUARES = "squares.";
    private static final String VELOCITIES = "velocities.";
    private static final String AVERAGES = "averages.";

    /** Before the first pass: random weights, and no gradient to remember. */
    public static TrainingState fresh(TrainingData data, NeuralModel<?> model) {
        NeuralSettings settings = model.settings();
        Parameters weights = model.parameters(data.vocabulary().size());
        model.randomise(weights, new Glorot(EpochRandom.beforeTraining(settings.seed())));
        if (settings.loss().startsAtPrior()) {
            NegativeSampler sampler = new NegativeSampler(data.support(), settings.sampleAlpha());
            new LogQ(data.support(), sampler, settings.samples(), settings.logQ(), settings.batchSize())
                    .startAtPrior(weights.bias());
        }
        return new TrainingState(
                weights,
                weights.zeros(),
                settings.momentum() > 0 ? Optional.of(weights.zeros()) : Optional.empty(),
                settings.averageSpan() > 0 ? Optional.of(weights.zeros()) : Optional.empty());
    }

    /** The weights that a model is made of. */
    public Parameters learned() {
        return averages.orElse(weights);
    }

    /**
     * The model that has been learned so far: its weights, Adagrad's memory for a later warm start,
     * and its self-test.
     *
     * @param forward of {@link #learned}
     */
    public KeptModel model(TrainingData data, ReferenceForward forward, Map<String, Double> metrics) {
        Parameters learned = learned();
        Map<String, Tensor> tensors = new TreeMap<>(learned.tensors(""));
        tensors.putAll(CompactSquares.tensors(squares));
        return new KeptModel(
                metrics,
                tensors,
                forward.readsTime()
                        ? SelfTests.ofTimes(data, (session, time) -> best(learned.scores(forward.query(session, time))))
                        : SelfTests.of(data, session -> best(learned.scores(forward.query(session)))));
    }

    private static List<RankedItem> best(float[] scores) {
        return RankedItem.bestBySoftmax(scores, SelfTests.LIST_LENGTH);
    }

    /** Everything as tensors, copied. */
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new TreeMap<>();
        tensors.putAll(weights.tensors(WEIGHTS));
        tensors.putAll(squares.tensors(SQUARES));
        velocities.ifPresent(v -> tensors.putAll(v.tensors(VELOCITIES)));
        averages.ifPresent(a -> tensors.putAll(a.tensors(AVERAGES)));
        return tensors;
    }

    /**
     * Takes over what {@link #tensors} gave.
     *
     * @throws freshet.trainer.TrainingException if a tensor is missing or of another length
     */
    public void set(Map<String, Tensor> tensors) {
        weights.set(new NamedFloats(tensors, WEIGHTS));
        squares.set(new NamedFloats(tensors, SQUARES));
        velocities.ifPresent(v -> v.set(new NamedFloats(tensors, VELOCITIES)));
        averages.ifPresent(a -> a.set(new NamedFloats(tensors, AVERAGES)));
    }
}
