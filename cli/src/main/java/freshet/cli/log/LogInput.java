package freshet.cli.log;

import freshet.cli.progress.Progress;
import freshet.model.data.EventLog;
import freshet.model.data.LogFormat;
import freshet.model.data.LogSummary;
import freshet.model.data.LoggedEvent;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads logs under a bar that goes by the bytes of the file. */
public final class LogInput {
    private LogInput() {}

    /**
     * Reads a log in its order.
     *
     * @throws freshet.model.data.LogException as {@link EventLog#read(Path, LogFormat, Consumer)}
     */
    public static LogSummary read(Path file, LogFormat format, Consumer<LoggedEvent> events) {
        try (Progress bar =
                Progress.start("reading " + file.getFileName(), file.toFile().length())) {
            return EventLog.read(file, format, events, bar::stepTo);
        }
    }
}
