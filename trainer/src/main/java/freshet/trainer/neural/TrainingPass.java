package freshet.trainer.neural;

import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingListener;
import java.util.concurrent.TimeUnit;

/** Passes over the training data, told to a listener. For one thread. */
public final class TrainingPass<B extends Batches> {
    private final TrainingState state;
    private final TrainingData data;
    private final NeuralModel<B> model;
    private final NeuralSettings settings;
    private final TrainingListener listener;

    public TrainingPass(TrainingState state, TrainingData data, NeuralModel<B> model, TrainingListener listener) {
        this.state = state;
        this.data = data;
        this.model = model;
        this.settings = model.settings();
        this.listener = listener;
    }

    /**
     * One pass.
     *
     * @param epoch its number, from 1
     * @return the mean loss per prediction
     * @throws TrainingException if the loss, or a weight after the last step, is no longer a number
     */
    public double run(int epoch) {
        long start = System.nanoTime();
        long events = data.predictions();
        listener.epochStarted(epoch, settings.epochs(), events);
        B batches = model.batches(data);
        batches.shuffle(EpochRandom.ofOrder(settings.seed(), epoch));
        double lossSum = 0;
        long done = 0;
        try (Network<B> network = new Network<>(data, model, state, epoch)) {
            while (batches.next()) {
                lossSum += network.step(batches) * batches.size();
                done += batches.size();
                if (!Double.isFinite(lossSum)) {
                    throw diverged("the loss is " + lossSum + " after " + done + " events of epoch " + epoch);
                }
                listener.progress(done, events, lossSum / done);
            }
            network.finish();
        }
        if (!state.weights().areFinite()) {
            throw diverged("a weight is no finite number at the end of epoch " + epoch);
        }
        double seconds = (double) (System.nanoTime() - start) / TimeUnit.SECONDS.toNanos(1);
        listener.epochFinished(epoch, lossSum / done, seconds);
        return lossSum / done;
    }

    private TrainingException diverged(String what) {
        return new TrainingException(what + "; train with a learning_rate under " + settings.learningRate());
    }
}
