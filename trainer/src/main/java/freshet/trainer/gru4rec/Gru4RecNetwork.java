package freshet.trainer.gru4rec;

import freshet.trainer.TrainingData;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A GRU4Rec in training: embedding, dropout, GRU layer, dropout, sampled output, and the way back. Dropout is applied to what goes
 * up, never to the state that goes on to the next event. Holds all buffers of a step, which allocates nothing. For one thread.
 */
final class Gru4RecNetwork {
    private final int width;
    private final Gru4RecWeights weights;
    private final GruLayer layer;
    private final SampledOutput output;
    private final Dropout embeddingDropout;
    private final Dropout hiddenDropout;
    private final Gru4RecOptimizer optimizer;
    final GruWeights gruGradient;
    final ItemGradients itemGradients;

    private final float[] x; // (B, d)
    private final float[] gradX; // (B, d)
    private final float[] before; // (B, h): state before the step
    private final float[] after; // (B, h): state after it
    private final float[] up; // (B, h): the state after it, with dropout
    private final float[] gradUp; // (B, h)

    /** A network with fresh weights; every random choice has a generator of its own, split off the seed. */
    public Gru4RecNetwork(TrainingData data, Gru4RecSettings settings) {
        SplittableRandom seeds = new SplittableRandom(settings.seed());
        int items = data.vocabulary().size();
        int batch = settings.batchSize();
        this.width = settings.width();
        this.weights = new Gru4RecWeights(items, width, new Glorot(seeds.split()));
        this.layer = new GruLayer(weights.gru, batch);
        NegativeSampler sampler = new NegativeSampler(data.support(), settings.sampleAlpha(), seeds.split());
        LogQ logQ = new LogQ(data.support(), sampler, settings.samples(), settings.logQ());
        SampledLoss loss = Loss.of(settings, batch + settings.samples());
        this.output = new SampledOutput(weights, sampler, settings.samples(), logQ, loss, batch);
        this.embeddingDropout = new Dropout(settings.dropoutEmbedding(), batch * width, seeds.split());
        this.hiddenDropout = new Dropout(settings.dropoutHidden(), batch * width, seeds.split());
        this.optimizer = new Gru4RecOptimizer(weights, settings.learningRate());
        this.gruGradient = new GruWeights(width, width);
        this.itemGradients = new ItemGradients(items, output.candidates(batch) + batch, width);
        this.x = new float[batch * width];
        this.gradX = new float[batch * width];
        this.before = new float[batch * width];
        this.after = new float[batch * width];
        this.up = new float[batch * width];
        this.gradUp = new float[batch * width];
    }

    /** The weights as they are now. */
    public Gru4RecWeights weights() {
        return weights;
    }

    /** Learns from the current events of a batch and gives the mean loss per session. */
    public double step(SessionParallelBatches batch) {
        double loss = differentiate(batch);
        optimizer.step(gruGradient, itemGradients, output.candidates(batch.size()) + batch.size());
        return loss;
    }

    /** The first half of a step: loss and gradients, no weight changed. */
    double differentiate(SessionParallelBatches batch) {
        int size = batch.size();
        carryStates(batch);
        for (int row = 0; row < size; row++) {
            System.arraycopy(weights.embedding, batch.inputs()[row] * width, x, row * width, width);
        }
        embeddingDropout.forward(x, size * width);
        layer.forward(x, before, after, size);
        System.arraycopy(after, 0, up, 0, size * width);
        hiddenDropout.forward(up, size * width);
        double loss = output.differentiate(up, batch.targets(), size, itemGradients, gradUp);
        hiddenDropout.backward(gradUp, size * width);
        layer.backward(x, before, gradUp, gruGradient, gradX, size);
        embeddingDropout.backward(gradX, size * width);
        listInputs(batch);
        return loss;
    }

    /** Each session's state goes to its slot of this step; a session that starts has a zero state. */
    private void carryStates(SessionParallelBatches batch) {
        for (int slot = 0; slot < batch.size(); slot++) {
            int previous = batch.previousSlots()[slot];
            if (previous == SessionParallelBatches.SESSION_START) {
                Arrays.fill(before, slot * width, (slot + 1) * width, 0f);
            } else {
                System.arraycopy(after, previous * width, before, slot * width, width);
            }
        }
    }

    /** The inputs' rows of the shared embedding have a gradient as well, behind those of the candidates. */
    private void listInputs(SessionParallelBatches batch) {
        int from = output.candidates(batch.size());
        System.arraycopy(batch.inputs(), 0, itemGradients.items, from, batch.size());
        System.arraycopy(gradX, 0, itemGradients.embedding, from * width, batch.size() * width);
        Arrays.fill(itemGradients.bias, from, from + batch.size(), 0f);
    }
}
