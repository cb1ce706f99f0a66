package freshet.trainer.gru4rec;

import freshet.trainer.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A GRU4Rec in training: input rows, GRU layers with dropout between them, sampled output, and the way back.
 *
 * <p>Back-propagation through time is truncated to stretches: after so many events of every session the gradient of the sum of their
 * mean losses goes back through all of them, to the states at the stretch's begin, and the weights take one step. A
 * stretch of one event is what Hidasi et al. 2016 use. Holds all buffers of a stretch, which allocates nothing. For one pass, on one thread.
 */
final class Gru4RecNetwork {
    private final Gru4RecWeights weights;
    private final GruStack stack;
    private final SampledOutput output;
    private final List<TimeStep> steps = new ArrayList<>(); // of a stretch
    private final Gru4RecOptimizer optimizer;
    private final ItemGradients outputGradients;
    private final ItemGradients laterGradients; // of a step's candidates, but for the stretch's first step
    private final ItemGradients inputGradients; // the same as outputGradients if the embedding is shared
    private int filled; // steps of the stretch so far

    /**
     * A network for one pass; every random choice has a generator of its own, split off the epoch's.
     *
     * @param state what it starts from and changes
     * @param epoch number of the pass, from 1
     */
    public Gru4RecNetwork(TrainingData data, Gru4RecSettings settings, Gru4RecState state, int epoch) {
        SplittableRandom seeds = EpochRandom.of(settings.seed(), epoch);
        int items = data.vocabulary().size();
        int batch = settings.batchSize();
        int candidates = batch + settings.samples();
        this.weights = state.weights();
        this.stack = new GruStack(weights, batch);
        NegativeSampler sampler = new NegativeSampler(data.support(), settings.sampleAlpha(), seeds.split());
        LogQ logQ = new LogQ(data.support(), sampler, settings.samples(), settings.logQ());
        SampledLoss loss = Loss.of(settings, candidates);
        this.output = new SampledOutput(weights, sampler, settings.samples(), logQ, loss, batch);
        int length = settings.bpttLength();
        addSteps(settings, seeds);
        this.optimizer = new Gru4RecOptimizer(state, settings.learningRate(), settings.momentum());
        int perStep = weights.shared() ? candidates + batch : candidates;
        this.outputGradients = new ItemGradients(items, Math.multiplyExact(length, perStep), weights.width);
        this.laterGradients = new ItemGradients(items, length == 1 ? 0 : candidates, weights.width);
        this.inputGradients =
                weights.shared() ? outputGradients : new ItemGradients(items, length * batch, weights.inputColumns);
    }

    /** One-hot inputs are weights of the first layer, not an embedding of which entries could be dropped. */
    private void addSteps(Gru4RecSettings settings, SplittableRandom seeds) {
        boolean oneHot = weights.architecture.embedding() == Embedding.ONE_HOT;
        float inputRate = oneHot ? 0 : settings.dropoutEmbedding();
        int batch = settings.batchSize();
        for (int t = 0; t < settings.bpttLength(); t++) {
            List<Dropout> dropouts = new ArrayList<>();
            dropouts.add(new Dropout(inputRate, batch * weights.inputColumns, seeds.split()));
            for (GruWeights layer : weights.layers) {
                dropouts.add(new Dropout(settings.dropoutHidden(), batch * layer.width, seeds.split()));
            }
            steps.add(new TimeStep(weights, batch, dropouts));
        }
    }

    /** Learns from the current events of a batch and gives the mean loss per session. */
    public double step(SessionParallelBatches batch) {
        double loss = forward(batch);
        if (filled == steps.size()) {
            finish();
        }
        return loss;
    }

    /** Learns from the steps that are not enough for a whole stretch; to be called at the end of a pass. */
    public void finish() {
        if (filled > 0) {
            backward();
            optimizer.step(stack.gradients(), outputGradients, inputGradients);
        }
    }

    /** From the current events to their loss and to the gradients of the output; no weight changes. */
    double forward(SessionParallelBatches batch) {
        TimeStep step = steps.get(filled);
        step.load(batch);
        stack.forward(step, steps.get((filled + steps.size() - 1) % steps.size()));
        ItemGradients candidates = filled == 0 ? outputGradients : laterGradients;
        double loss = output.differentiate(step.top(), batch.targets(), step.size, candidates, step.gradTop);
        if (filled > 0) {
            outputGradients.append(laterGradients);
        }
        filled++;
        return loss;
    }

    /** Gradients of the layers and inputs over all steps of the stretch, which ends; no weight changes. */
    void backward() {
        stack.backward(steps, filled, inputGradients);
        filled = 0;
    }

    List<GruWeights> layerGradients() {
        return stack.gradients();
    }

    ItemGradients outputGradients() {
        return outputGradients;
    }

    ItemGradients inputGradients() {
        return inputGradients;
    }
}
