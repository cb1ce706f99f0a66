package freshet.cli.terminal;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Progress where there is no terminal to draw on, as in a container's log: a line after ten seconds
 * and one a minute from then on. For one thread.
 */
final class ProgressLines {
    private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String task;
    private final long total;
    private final LongSupplier nanoTime;
    private final Consumer<String> say;
    private long due;

    ProgressLines(String task, long total, LongSupplier nanoTime, Consumer<String> say) {
        this.task = task;
        this.total = total;
        this.nanoTime = nanoTime;
        this.say = say;
        this.due = nanoTime.getAsLong() + FIRST_NANOS;
    }

    void stepTo(long done) {
        long now = nanoTime.getAsLong();
        if (now - due < 0 || total <= 0) {
            return;
        }
        due = now + AGAIN_NANOS;
        say.accept(String.format(Locale.ROOT, "%s: %d %%", task, Math.min(100, Math.round(100.0 * done / total))));
    }
}
