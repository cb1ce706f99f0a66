package freshet.cli.train;

import freshet.cli.progress.Progress;
import freshet.trainer.EpochFigures;
import freshet.trainer.TrainingListener;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Shows one bar for all epochs on a terminal, and a line per epoch elsewhere. For one thread. */
public final class TrainingProgress implements TrainingListener, AutoCloseable {
    private final PrintWriter out;
    private Optional<Progress> bar = Optional.empty();
    private long eventsBefore; // in the epochs that are done
    private int epochs;

    /** @param out takes the lines */
    public TrainingProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void resumed(List<EpochFigures> earlier) {
        out.printf(Locale.ROOT, "going on after epoch %d%n", earlier.size());
        out.flush();
    }

    @Override
    public void epochStarted(int epoch, int epochs, long events) {
        this.epochs = epochs;
        this.eventsBefore = (epoch - 1) * events;
        if (bar.isEmpty()) {
            bar = Optional.of(Progress.start("training", epochs * events));
        }
    }

    @Override
    public void progress(long eventsDone, long events, double loss) {
        bar.ifPresent(shown -> {
            shown.stepTo(eventsBefore + eventsDone);
            shown.say(String.format(Locale.ROOT, "epoch %d of %d, loss %.4f", 1 + eventsBefore / events, epochs, loss));
        });
    }

    @Override
    public void epochFinished(int epoch, double loss, double seconds) {
        if (epoch == epochs) {
            close();
        }
        if (epoch == epochs || !Progress.onTerminal()) {
            out.printf(Locale.ROOT, "epoch %d of %d: loss %.4f, %.1f s%n", epoch, epochs, loss, seconds);
            out.flush();
        }
    }

    /** Ends the bar, also where the training ended within an epoch. */
    @Override
    public void close() {
        bar.ifPresent(Progress::close);
        bar = Optional.empty();
    }
}
