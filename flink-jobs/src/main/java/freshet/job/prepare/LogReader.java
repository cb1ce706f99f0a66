package freshet.job.prepare;

import freshet.model.data.LogSummary;
import freshet.model.data.LoggedEvent;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads logs in one way. For one thread. */
@FunctionalInterface
public interface LogReader {

    /**
     * Reads a file in its order.
     *
     * @param taken takes the events that are wanted
     * @throws freshet.model.data.LogException if it cannot be used
     */
    LogSummary read(Path file, Consumer<LoggedEvent> taken);
}
