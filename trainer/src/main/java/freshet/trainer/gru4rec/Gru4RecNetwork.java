package freshet.trainer.gru4rec;

import freshet.trainer.TrainingData;
import freshet.trainer.gru4rec.Architecture.Embedding;
import freshet.trainer.linear.NativeMemory;
import freshet.trainer.linear.Team;
import freshet.trainer.neural.Dropout;
import freshet.trainer.neural.EpochRandom;
import freshet.trainer.neural.SessionParallelBatches;
import freshet.trainer.neural.loss.Candidates;
import freshet.trainer.neural.loss.LogQ;
import freshet.trainer.neural.loss.NegativeSampler;
import freshet.trainer.neural.loss.SampledOutput;
import freshet.trainer.neural.weights.ItemGradients;
import freshet.trainer.neural.weights.ItemShare;
import freshet.trainer.neural.weights.WeightAverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A GRU4Rec in training: input rows, GRU layers with dropout between them, sampled output, and the way back.
 *
 * <p>Back-propagation through time is truncated to stretches: after so many events of every session the gradient of the sum of their
 * mean losses goes back through all of them, to the states at the stretch's begin, and the weights take one step. A
 * stretch of one event is what Hidasi et al. 2016 use. Holds all buffers of a stretch.
 *
 * <p>For one pass, used by one thread. With {@code threads} over 1 it lets others share the work of a step; the result does not depend on which of
 * them is quick, so that the same seed, data and number of threads give the same weights. Another number of threads adds in another order
 * and draws the same random numbers: weights differ by rounding.
 */
final class Gru4RecNetwork implements AutoCloseable {
    private final NativeMemory memory = new NativeMemory();
    private final Team team;
    private final Gru4RecWeights weights;
    private final GruStack stack;
    private final List<Candidates> candidates; // by member
    private final SampledOutput output;
    private final List<TimeStep> steps = new ArrayList<>(); // of a stretch
    private final Gru4RecOptimizer optimizer;
    private final Optional<WeightAverage> average;
    private final List<ItemGradients> outputGradients; // by member, as those that follow
    private final List<ItemGradients> laterGradients; // of a step's candidates, but for the stretch's first step
    private final List<ItemGradients> inputGradients; // the same as outputGradients if the embedding is shared
    private int filled; // steps of the stretch so far

    /**
     * A network for one pass; every random choice has a generator of its own, split off the epoch's.
     *
     * @param state what it starts from and changes
     * @param epoch number of the pass, from 1
     */
    public Gru4RecNetwork(TrainingData data, Gru4RecSettings settings, Gru4RecState state, int epoch) {
        this.weights = state.weights();
        this.team = new Team(settings.threads());
        try {
            List<SplittableRandom> seeds = Stream.generate(() -> EpochRandom.of(settings.seed(), epoch))
                    .limit(team.size())
                    .toList();
            List<ItemShare> shares = ItemShare.of(team.size(), weights.items);
            int batch = settings.batchSize();
            this.stack = new GruStack(weights, shares, batch, team, memory);
            NegativeSampler sampler = new NegativeSampler(data.support(), settings.sampleAlpha());
            List<SplittableRandom> draws = split(seeds);
            this.candidates = shares.stream()
                    .map(share -> new Candidates(share, batch, sampler, settings.samples(), draws.get(share.member())))
                    .toList();
            LogQ logQ = new LogQ(data.support(), sampler, settings.samples(), settings.logQ(), batch);
            this.output = new SampledOutput(
                    weights.embedding, weights.bias, candidates, logQ, settings.loss(), batch, team, memory);
            int length = settings.bpttLength();
            addSteps(settings, seeds);
            this.optimizer = new Gru4RecOptimizer(state, settings.learningRate(), settings.momentum(), team);
            int perStep = batch + settings.samples();
            this.average = state.averages().map(means -> average(means, data, settings, epoch));
            this.outputGradients =
                    gradients(shares, length * (weights.shared() ? perStep + batch : perStep), weights.width);
            this.laterGradients = gradients(shares, length == 1 ? 0 : perStep, weights.width);
            this.inputGradients =
                    weights.shared() ? outputGradients : gradients(shares, length * batch, weights.inputColumns);
        } catch (RuntimeException | Error e) { // threads and memory would outlive the network that never was
            close();
            throw e;
        }
    }

    private List<ItemGradients> gradients(List<ItemShare> shares, int most, int width) {
        return shares.stream()
                .map(share -> new ItemGradients(weights.items, Math.min(share.size(), most), width, memory))
                .toList();
    }

    /** Of each generator one that is split off, alike if they are. */
    private static List<SplittableRandom> split(List<SplittableRandom> seeds) {
        return seeds.stream().map(SplittableRandom::split).toList();
    }

    /** A sample goes over all items, a step over its candidates: so the one comes at most as often as the other has gone over as many. */
    private WeightAverage average(Gru4RecWeights means, TrainingData data, Gru4RecSettings settings, int epoch) {
        double steps = Math.max(1, (double) data.predictions() / settings.batchSize() / settings.bpttLength());
        int leastInterval = 1 + weights.items / (settings.batchSize() + settings.samples());
        long before = (long) ((epoch - 1) * steps);
        return new WeightAverage(
                weights.arrays(), means.arrays(), settings.averageSpan(), steps, before, leastInterval, team);
    }

    /** One-hot inputs are weights of the first layer, not an embedding of which entries could be dropped. */
    private void addSteps(Gru4RecSettings settings, List<SplittableRandom> seeds) {
        boolean oneHot = weights.architecture.embedding() == Embedding.ONE_HOT;
        float inputRate = oneHot ? 0 : settings.dropoutEmbedding();
        int batch = settings.batchSize();
        for (int t = 0; t < settings.bpttLength(); t++) {
            List<Dropout> dropouts = new ArrayList<>();
            dropouts.add(new Dropout(inputRate, batch, weights.inputColumns, split(seeds)));
            for (TrainedGruWeights layer : weights.layers) {
                dropouts.add(new Dropout(settings.dropoutHidden(), batch, layer.width, split(seeds)));
            }
            steps.add(new TimeStep(weights, batch, dropouts, memory));
        }
    }

    /** Learns from the current events of a batch and gives the mean loss per session. */
    public double step(SessionParallelBatches batch) {
        double loss = forward(batch);
        if (filled == steps.size()) {
            learn();
        }
        return loss;
    }

    /** Learns from the steps that are not enough for a whole stretch; to be called at the end of a pass. */
    public void finish() {
        if (filled > 0) {
            learn();
        }
        average.ifPresent(WeightAverage::afterPass);
    }

    private void learn() {
        backward();
        optimizer.step(stack.gradients(), outputGradients, inputGradients);
        average.ifPresent(WeightAverage::afterStep);
    }

    /** From the current events to their loss and to the gradients of the output; no weight changes. */
    double forward(SessionParallelBatches batch) {
        TimeStep step = steps.get(filled);
        step.load(batch);
        TimeStep previous = steps.get((filled + steps.size() - 1) % steps.size());
        team.run(member -> prepare(member, step, previous, batch.targets()));
        stack.forward(step);
        List<ItemGradients> gradients = filled == 0 ? outputGradients : laterGradients;
        double loss = output.differentiate(step.top(), step.size, gradients, step.gradTop);
        if (filled > 0) {
            team.run(member -> outputGradients.get(member).add(laterGradients.get(member)));
        }
        filled++;
        return loss;
    }

    private void prepare(int member, TimeStep step, TimeStep previous, int[] targets) {
        candidates.get(member).draw(targets, step.size);
        step.drawDropouts(member, team.from(member, step.size), team.from(member + 1, step.size));
        if (filled == 0) {
            stack.load(member);
        }
        stack.carry(member, step, previous);
    }

    /** Gradients of the layers and inputs over all steps of the stretch, which ends; no weight changes. */
    void backward() {
        stack.backward(steps, filled, inputGradients);
        filled = 0;
    }

    /** Ends the other threads and gives the buffers back. */
    @Override
    public void close() {
        try {
            team.close();
        } finally {
            memory.close();
        }
    }

    /** The steps of a stretch. */
    List<TimeStep> steps() {
        return steps;
    }

    List<GruMatrices> layerGradients() {
        return stack.gradients();
    }

    /** The candidates of the last event, by member. */
    List<Candidates> candidates() {
        return candidates;
    }

    /** By member. */
    List<ItemGradients> outputGradients() {
        return outputGradients;
    }

    /** By member. */
    List<ItemGradients> inputGradients() {
        return inputGradients;
    }
}
