package freshet.cli.progress;

import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.SystemStream;

/** A bar on standard error while long work goes on; nothing where standard error is no terminal. For one thread. */
public final class Progress implements AutoCloseable {
    private static final int UPDATE_MILLIS = 250;

    private final Optional<ProgressBar> bar;

    private Progress(Optional<ProgressBar> bar) {
        this.bar = bar;
    }

    /**
     * Shows a bar until it is closed.
     *
     * @param task what is being done, in a few words
     * @param total steps to its end
     */
    public static Progress start(String task, long total) {
        return new Progress(
                onTerminal()
                        ? Optional.of(new ProgressBarBuilder()
                                .setTaskName(task)
                                .setInitialMax(total)
                                .setUpdateIntervalMillis(UPDATE_MILLIS)
                                .clearDisplayOnFinish()
                                .showSpeed()
                                .build())
                        : Optional.empty());
    }

    /** Whether standard error is a terminal. */
    public static boolean onTerminal() {
        return new ExecTerminalProvider().isSystemStream(SystemStream.Error);
    }

    /** Moves the bar to a number of steps done. */
    public void stepTo(long done) {
        bar.ifPresent(shown -> shown.stepTo(done));
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
