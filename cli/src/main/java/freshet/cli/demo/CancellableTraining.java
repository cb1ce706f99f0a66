package freshet.cli.demo;

import freshet.trainer.TrainingListener;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Ends a training between two steps, by a {@link CancellationException}, when it is no longer wanted.
 *
 * @param listener hears how far the training is
 * @param unwanted says whether it is to end
 */
record CancellableTraining(TrainingListener listener, BooleanSupplier unwanted) implements TrainingListener {

    @Override
    public void epochStarted(int epoch, int epochs, long events) {
        listener.epochStarted(epoch, epochs, events);
    }

    @Override
    public void progress(long eventsDone, long events, double loss) {
        if (unwanted.getAsBoolean()) {
            throw new CancellationException("the training is no longer wanted");
        }
        listener.progress(eventsDone, events, loss);
    }

    @Override
    public void epochFinished(int epoch, double loss, double seconds) {
        listener.epochFinished(epoch, loss, seconds);
    }

    @Override
    public void validated(int epoch, double recall, double mrr) {
        listener.validated(epoch, recall, mrr);
    }
}
