package freshet.cli.train;

import freshet.cli.Interruption;
import freshet.cli.terminal.Progress;
import freshet.trainer.tuning.Search;
import freshet.trainer.tuning.Trial;
import freshet.trainer.tuning.TuningListener;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;

/**
 * Shows a line for each trial, and on a terminal a bar for the one that runs; ends the search by a
 * {@link CancellationException} between two steps of a training when the user asks. For one thread.
 */
final class TuningProgress implements TuningListener, AutoCloseable {
    private final Search search;
    private final int trials;
    private final List<Trial> over;
    private final Interruption interruption;
    private final PrintWriter out;
    private Optional<Progress> bar = Optional.empty();
    private int trial;
    private int epoch;
    private int epochs;

    /** @param before trials that were run before this process; a line tells how many */
    TuningProgress(Search search, int trials, List<Trial> before, Interruption interruption, PrintWriter out) {
        this.search = search;
        this.trials = trials;
        this.over = new ArrayList<>(before);
        this.interruption = interruption;
        this.out = out;
        if (!before.isEmpty()) {
            say("going on after trial " + before.size() + " of " + trials + best());
        }
    }

    @Override
    public void trialStarted(int number, SortedMap<String, String> drawn) {
        trial = number;
        say("trial " + number + " of " + trials + ": " + TuningReport.words(drawn));
    }

    @Override
    public void epochStarted(int epoch, int epochs, long events) {
        this.epoch = epoch;
        this.epochs = epochs;
        if (bar.isEmpty()) {
            bar = Optional.of(Progress.start("trial " + trial + " of " + trials, epochs * events));
        }
    }

    @Override
    public void progress(long eventsDone, long events, double loss) {
        if (interruption.asked()) {
            throw new CancellationException("the user asked for the end");
        }
        bar.ifPresent(shown -> {
            shown.stepTo((epoch - 1) * events + eventsDone);
            shown.say(String.format(Locale.ROOT, "epoch %d of %d, loss %.4f", epoch, epochs, loss));
        });
    }

    @Override
    public void trialEnded(Trial trial) {
        close();
        over.add(trial);
        String which = trial.number() == this.trial ? "" : "trial " + trial.number() + ": ";
        say("  " + which + outcome(trial) + best());
    }

    /** Ends the bar. */
    @Override
    public void close() {
        bar.ifPresent(Progress::close);
        bar = Optional.empty();
    }

    private String outcome(Trial trial) {
        return switch (trial.end()) {
            case FAILED -> "failed: " + trial.why();
            case STOPPED -> "stopped after epoch " + trial.curve().size() + ", " + figure(trial);
            case FINISHED ->
                figure(trial) + " at epoch " + trial.bestEpoch(search.objective()) + ", "
                        + String.format(Locale.ROOT, "%.1f s", trial.seconds());
        };
    }

    private String figure(Trial trial) {
        return String.format(Locale.ROOT, "%s %.4f", search.objective().title(), trial.value(search.objective()));
    }

    private String best() {
        return Trial.ranked(over, search.objective()).stream()
                .findFirst()
                .map(best -> "; best so far: trial " + best.number() + ", " + figure(best))
                .orElse("");
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
