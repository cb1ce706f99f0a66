package freshet.trainer.gru4rec;

import freshet.trainer.TrainingData;
import freshet.trainer.TrainingException;
import freshet.trainer.TrainingListener;
import freshet.trainer.neural.SessionParallelBatches;
import java.util.concurrent.TimeUnit;

/** Passes over the training data, told to a listener. For one thread. */
final class TrainingPass {
    private final Gru4RecState state;
    private final TrainingData data;
    private final Gru4RecSettings settings;
    private final TrainingListener listener;

    TrainingPass(Gru4RecState state, TrainingData data, Gru4RecSettings settings, TrainingListener listener) {
        this.state = state;
        this.data = data;
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * One pass.
     *
     * @param epoch its number, from 1
     * @return the mean loss per prediction
     * @throws TrainingException if the loss, or a weight after the last step, is no longer a number
     */
    double run(int epoch) {
        long start = System.nanoTime();
        long events = data.predictions();
        listener.epochStarted(epoch, settings.epochs(), events);
        SessionParallelBatches batches =
                new SessionParallelBatches(data.items(), data.sessionOffsets(), settings.batchSize());
        double lossSum = 0;
        long done = 0;
        try (Gru4RecNetwork network = new Gru4RecNetwork(data, settings, state, epoch)) {
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
