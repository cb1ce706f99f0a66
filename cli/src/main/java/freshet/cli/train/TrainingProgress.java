package freshet.cli.train;

import freshet.cli.terminal.Progress;
import freshet.cli.terminal.Terminal;
import freshet.trainer.EpochResult;
import freshet.trainer.TrainingListener;
import freshet.trainer.Validation;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Shows one bar for all epochs on a terminal, and a line per epoch: after the bar there, at once
 * elsewhere. For one thread.
 */
public final class TrainingProgress implements TrainingListener, AutoCloseable {
    private final PrintWriter out;
    private final List<String> waiting = new ArrayList<>(); // lines that would break the bar
    private Optional<Progress> bar = Optional.empty();
    private String measured = "";
    private long eventsBefore; // in the epochs that are done
    private int epochs;

    /** @param out takes the lines */
    public TrainingProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void resumed(List<EpochResult> earlier) {
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
            String known = Double.isNaN(loss) ? "" : String.format(Locale.ROOT, ", loss %.4f", loss);
            shown.say(String.format(
                    Locale.ROOT, "epoch %d of %d%s%s", 1 + eventsBefore / events, epochs, known, measured));
        });
    }

    @Override
    public void epochFinished(int epoch, double loss, double seconds) {
        line(String.format(Locale.ROOT, "epoch %d of %d: loss %.4f, %.1f s", epoch, epochs, loss, seconds));
    }

    @Override
    public void validated(int epoch, double recall, double mrr) {
        measured = String.format(Locale.ROOT, ", Recall@%d %.4f", Validation.K, recall);
        line(String.format(
                Locale.ROOT,
                "epoch %d of %d: validation Recall@%d %.4f, MRR@%d %.4f",
                epoch,
                epochs,
                Validation.K,
                recall,
                Validation.K,
                mrr));
    }

    /**
     * Ends the bar, also where the training ended within an epoch, and prints what waited for that.
     */
    @Override
    public void close() {
        bar.ifPresent(Progress::close);
        bar = Optional.empty();
        waiting.forEach(out::println);
        waiting.clear();
        out.flush();
    }

    private void line(String text) {
        if (Terminal.error()) {
            waiting.add(text);
        } else {
            out.println(text);
            out.flush();
        }
    }
}
