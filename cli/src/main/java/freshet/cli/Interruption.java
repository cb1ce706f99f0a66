package freshet.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jline.utils.Signals;

/**
 * The user's wish that the running command ends: Ctrl-C or a plain {@code kill}. The first one asks
 * for a clean stop; the second ends the process at once. Threads may share it.
 */
public final class Interruption {
    private static final List<String> SIGNALS = List.of("INT", "TERM");

    /** The exit status of a process that a second Ctrl-C ended, by the shell's convention. */
    private static final int KILLED_BY_INTERRUPT = 130;

    private final Map<String, Object> handlers = new HashMap<>(); // by signal, those of before
    private final CompletableFuture<Void> asked = new CompletableFuture<>();

    /** Only a call of {@link #ask} asks. */
    public Interruption() {}

    /** Also hears the signals that the operating system sends to this process. */
    public static Interruption ofSignals() {
        Interruption interruption = new Interruption();
        SIGNALS.forEach(signal -> interruption.handlers.put(signal, Signals.register(signal, interruption::ask)));
        return interruption;
    }

    /**
     * Hears no signals any more: the next one ends the process as it would have before, parts of
     * files deleted. For what comes after the work that can be stopped cleanly.
     */
    public void release() {
        handlers.forEach(Signals::unregister);
    }

    /** Asks for the end; asked twice it ends the process. */
    public void ask() {
        if (!asked.complete(null)) {
            Runtime.getRuntime().halt(KILLED_BY_INTERRUPT);
        }
    }

    /** Whether somebody asked. */
    public boolean asked() {
        return asked.isDone();
    }

    /** Waits until somebody asks. */
    public void await() throws InterruptedException {
        await(Long.MAX_VALUE);
    }

    /** Waits until somebody asks or the time is over, and says whether somebody asked. */
    public boolean await(long millis) throws InterruptedException {
        try {
            asked.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("asking cannot fail", e);
        }
    }
}
