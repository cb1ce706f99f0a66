package freshet.cli.terminal;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * A bar on standard error once work has gone on for a second; where standard error is no terminal,
 * now and then a line once it has gone on for ten. For one thread.
 */
public final class Progress implements AutoCloseable {
    private static final int UPDATE_MILLIS = 250;
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String task;
    private final long total;
    private final long started = System.nanoTime();
    private final ProgressLines lines;
    private Optional<Boolean> visible = Optional.empty(); // whether there is a terminal; to ask starts a program
    private Optional<ProgressBar> bar = Optional.empty();

    private Progress(String task, long total) {
        this.task = task;
        this.total = total;
        this.lines = new ProgressLines(task, total, System::nanoTime, System.err::println);
    }

    /**
     * Shows a bar until it is closed.
     *
     * @param task what is being done, in a few words
     * @param total steps to its end, -1 where they are not known
     */
    public static Progress start(String task, long total) {
        return new Progress(task, total);
    }

    /** Says beside the bar what is under way. */
    public void say(String message) {
        bar.ifPresent(shown -> shown.setExtraMessage(" " + message));
    }

    /** Moves the bar to a number of steps done. */
    public void stepTo(long done) {
        if (System.nanoTime() - started <= QUIET_NANOS) {
            return;
        }
        if (visible.isEmpty()) {
            visible = Optional.of(Terminal.error());
        }
        if (!visible.get()) {
            lines.stepTo(done);
        } else if (bar.isEmpty()) {
            bar = Optional.of(new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setUpdateIntervalMillis(UPDATE_MILLIS)
                    .showSpeed()
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build());
        }
        bar.ifPresent(shown -> shown.stepTo(done));
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
