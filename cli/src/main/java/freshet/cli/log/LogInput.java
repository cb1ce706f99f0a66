package freshet.cli.log;

import freshet.cli.terminal.Progress;
import freshet.model.data.EventLog;
import freshet.model.data.LogFormat;
import freshet.model.data.LogSummary;
import freshet.model.data.LoggedEvent;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Reads logs under a bar that goes by the bytes of the file; of a pipe it shows those that were
 * read.
 */
public final class LogInput {
    private static final long UNKNOWN = -1; // as the bar takes it

    private LogInput() {}

    /**
     * Reads a log in its order; of the format {@code avro} also a folder, see {@link AvroFolder}.
     *
     * @param out takes a line for all that is guessed of the log, before its first event
     * @throws freshet.model.data.LogException as {@link EventLog#read(Path, LogFormat, Consumer)}
     */
    public static LogSummary read(Path file, LogFormat format, Consumer<LoggedEvent> events, PrintWriter out) {
        if (Files.isDirectory(file) && format instanceof AvroFormat) {
            return AvroFolder.list(file).read(format, events, out);
        }
        long bytes = Files.isRegularFile(file) ? file.toFile().length() : UNKNOWN;
        try (Progress bar = Progress.start("reading " + file.getFileName(), bytes)) {
            return EventLog.read(file, format, events, bar::stepTo, guess -> {
                out.println(file + ": " + guess);
                out.flush();
            });
        }
    }
}
