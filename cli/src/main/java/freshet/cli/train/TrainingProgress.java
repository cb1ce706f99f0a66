package freshet.cli.train;

import freshet.cli.progress.Progress;
import freshet.trainer.TrainingListener;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** Shows a bar while an epoch is under way and a line when it is done. For one thread. */
public final class TrainingProgress implements TrainingListener, AutoCloseable {
    private final PrintWriter out;
    private Optional<Progress> bar = Optional.empty();
    private int epochs;

    /** @param out takes the lines */
    public TrainingProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void epochStarted(int epoch, int epochs, long events) {
        this.epochs = epochs;
        bar = Optional.of(Progress.start("epoch " + epoch + " of " + epochs, events));
    }

    @Override
    public void progress(long eventsDone, long events, double loss) {
        bar.ifPresent(shown -> shown.stepTo(eventsDone));
    }

    @Override
    public void epochFinished(int epoch, double loss, double seconds) {
        bar.ifPresent(Progress::close);
        out.printf(Locale.ROOT, "epoch %d of %d: loss %.4f, %.1f s%n", epoch, epochs, loss, seconds);
        out.flush();
    }

    /** Takes the bar away if the training ended within an epoch. */
    @Override
    public void close() {
        bar.ifPresent(Progress::close);
    }
}
