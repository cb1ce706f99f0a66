package freshet.trainer.tuning;

import freshet.trainer.EpochResult.Accuracy;
import freshet.trainer.Objective;
import freshet.trainer.TrainingListener;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes down the curve of one trial and ends it, by a {@link BadTrial}, when the stopping rule says
 * so. For one thread.
 */
final class TrialWatch implements TrainingListener {
    private final Stopping stopping;
    private final Objective objective;
    private final List<Trial> earlier;
    private final TrainingListener listener;
    private final List<Accuracy> curve = new ArrayList<>();
    private int epochs;

    /** @param listener hears the training as well */
    TrialWatch(Stopping stopping, Objective objective, List<Trial> earlier, TrainingListener listener) {
        this.stopping = stopping;
        this.objective = objective;
        this.earlier = earlier;
        this.listener = listener;
    }

    List<Accuracy> curve() {
        return curve;
    }

    @Override
    public void epochStarted(int epoch, int epochs, long events) {
        this.epochs = epochs;
        listener.epochStarted(epoch, epochs, events);
    }

    @Override
    public void progress(long eventsDone, long events, double loss) {
        listener.progress(eventsDone, events, loss);
    }

    @Override
    public void epochFinished(int epoch, double loss, double seconds) {
        listener.epochFinished(epoch, loss, seconds);
    }

    @Override
    public void validated(int epoch, double recall, double mrr) {
        listener.validated(epoch, recall, mrr);
        curve.add(new Accuracy(recall, mrr));
        // After the last epoch there is nothing left to save.
        if (epoch < epochs && stopping.ends(curve, earlier, objective)) {
            throw new BadTrial();
        }
    }

    /** Ends a training from within; it says nothing and costs nothing. */
    static final class BadTrial extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadTrial() {
            super("worse than other trials at the same epoch", null, false, false);
        }
    }
}
