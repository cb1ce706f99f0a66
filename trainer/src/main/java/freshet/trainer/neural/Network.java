package freshet.trainer.neural;

import freshet.trainer.TrainingData;
import freshet.trainer.neural.TrainedEncoder.Queries;
import freshet.trainer.neural.loss.Candidates;
import freshet.trainer.neural.loss.LogQ;
import freshet.trainer.neural.loss.NegativeSampler;
import freshet.trainer.neural.loss.SampledOutput;
import freshet.trainer.neural.weights.ItemGradients;
import freshet.trainer.neural.weights.Optimizer;
import freshet.trainer.neural.weights.Parameters;
import freshet.trainer.neural.weights.WeightAverage;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A model in training: its encoder, the sampled output, and the way back to the weights, which take
 * one step per stretch of the encoder's. Holds all buffers of a stretch.
 *
 * <p>For one pass, used by one thread. With {@code threads} over 1 it lets others share the work of
 * a step; the result does not depend on which of them is quick, so that the same seed, data and
 * number of threads give the same weights. Another number of threads adds in another order and
 * draws the same random numbers: weights differ by rounding.
 *
 * @param <B> what a step is read from
 */
public final class Network<B extends Batches> implements AutoCloseable {
    private final Workspace workspace;
    private final Parameters weights;
    private final TrainedEncoder<B> encoder;
    private final List<Candidates> candidates; // by member
    private final SampledOutput output;
    private final Optimizer optimizer;
    private final Optional<WeightAverage> average;
    private final List<ItemGradients> outputGradients; // by member, as those that follow
    private final List<ItemGradients> laterGradients; // of a step's candidates, but for the stretch's first step
    private final List<ItemGradients> inputGradients; // the same as outputGradients if the embedding is the input table
    private int filled; // steps of the stretch so far

    /**
     * A network for one pass; every random choice has a generator of its own, split off the
     * epoch's.
     *
     * @param state what it starts from and changes
     * @param epoch number of the pass, from 1
     */
    public Network(TrainingData data, NeuralModel<B> model, TrainingState state, int epoch) {
        NeuralSettings settings = model.settings();
        this.weights = state.weights();
        this.workspace = Workspace.of(
                settings.threads(),
                weights.items(),
                ChosenKernel.of(model, data).kernel());
        try {
            EpochRandom random = EpochRandom.of(settings.seed(), epoch, settings.threads());
            int batch = settings.batchSize();
            NegativeSampler sampler = new NegativeSampler(data.support(), settings.sampleAlpha());
            List<SplittableRandom> draws = random.split();
            this.candidates = workspace.shares().stream()
                    .map(share -> new Candidates(share, batch, sampler, settings.samples(), draws.get(share.member())))
                    .toList();
            LogQ logQ = new LogQ(data.support(), sampler, settings.samples(), settings.logQ(), batch);
            this.output = new SampledOutput(
                    weights.embedding(),
                    weights.bias(),
                    candidates,
                    logQ,
                    settings.loss(),
                    batch,
                    workspace.team(),
                    workspace.memory());
            this.encoder = model.encoder(weights, workspace, random);
            this.optimizer = new Optimizer(
                    weights,
                    state.squares(),
                    state.velocities(),
                    encoder.dense(),
                    encoder.inputTable(),
                    settings.learningRate(),
                    settings.momentum(),
                    workspace.team());
            this.average = state.averages().map(means -> average(means, data, settings, epoch));
            boolean shared = encoder.inputTable().equals(Parameters.EMBEDDING);
            int length = encoder.stretch();
            int scored = batch + settings.samples();
            int read = encoder.inputsPerStep();
            this.outputGradients = gradients(length * (shared ? scored + read : scored), weights.width());
            this.laterGradients = gradients(length == 1 ? 0 : scored, weights.width());
            this.inputGradients = shared
                    ? outputGradients
                    : gradients(length * read, weights.get(encoder.inputTable()).columns());
        } catch (RuntimeException | Error e) { // threads and memory would outlive the network that never was
            workspace.close();
            throw e;
        }
    }

    private List<ItemGradients> gradients(int most, int width) {
        return workspace.shares().stream()
                .map(share ->
                        new ItemGradients(weights.items(), Math.min(share.size(), most), width, workspace.memory()))
                .toList();
    }

    /**
     * A sample goes over all items, a step over its candidates: so the one comes at most as often
     * as the other has gone over as many.
     */
    private WeightAverage average(Parameters means, TrainingData data, NeuralSettings settings, int epoch) {
        double steps = Math.max(1, (double) data.predictions() / settings.batchSize() / encoder.stretch());
        int leastInterval = 1 + weights.items() / (settings.batchSize() + settings.samples());
        long before = (long) ((epoch - 1) * steps);
        return new WeightAverage(
                weights.arrays(),
                means.arrays(),
                settings.averageSpan(),
                steps,
                before,
                leastInterval,
                workspace.team());
    }

    /** Learns from the current step of a pass and gives the mean loss per prediction. */
    public double step(B batches) {
        double loss = forward(batches);
        if (filled == encoder.stretch()) {
            learn();
        }
        return loss;
    }

    /**
     * Learns from the steps that are not enough for a whole stretch; to be called at the end of a
     * pass.
     */
    public void finish() {
        if (filled > 0) {
            learn();
        }
        average.ifPresent(WeightAverage::afterPass);
    }

    private void learn() {
        backward();
        optimizer.step(outputGradients, inputGradients);
        average.ifPresent(WeightAverage::afterStep);
    }

    /**
     * From the current events to their loss and to the gradients of the output; no weight changes.
     */
    public double forward(B batches) {
        int step = filled;
        int size = batches.size();
        encoder.load(batches, step);
        workspace.team().run(member -> {
            candidates.get(member).draw(batches.targets(), size);
            encoder.prepare(member, step);
        });
        Queries queries = encoder.forward(step);
        List<ItemGradients> gradients = step == 0 ? outputGradients : laterGradients;
        double loss = output.differentiate(queries.values(), size, gradients, queries.gradients()) + encoder.penalty();
        if (step > 0) {
            workspace.team().run(member -> outputGradients.get(member).add(laterGradients.get(member)));
        }
        filled++;
        return loss;
    }

    /**
     * Gradients of the encoder's weights and inputs over all steps of the stretch, which ends; no
     * weight changes.
     */
    public void backward() {
        encoder.backward(filled, inputGradients);
        filled = 0;
    }

    /** Ends the other threads and gives the buffers back. */
    @Override
    public void close() {
        workspace.close();
    }

    /** What makes the queries. */
    public TrainedEncoder<B> encoder() {
        return encoder;
    }

    /** The candidates of the last step, by member. */
    public List<Candidates> candidates() {
        return candidates;
    }

    /** By member. */
    public List<ItemGradients> outputGradients() {
        return outputGradients;
    }

    /** By member. */
    public List<ItemGradients> inputGradients() {
        return inputGradients;
    }
}
