package freshet.cli.log;

import freshet.cli.terminal.Progress;
import freshet.model.data.EventLog;
import freshet.model.data.LogException;
import freshet.model.data.LogFormat;
import freshet.model.data.LogSummary;
import freshet.model.data.LoggedEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads logs under a bar that goes by the bytes of the file; of a pipe it shows those that were
 * read.
 */
public final class LogInput {
    private static final long UNKNOWN = -1; // as the bar takes it

    private LogInput() {}

    /**
     * The files of a log in its order: the file itself, or those below a folder that are not
     * hidden.
     *
     * @throws LogException if there is none, or the folder cannot be read
     */
    public static List<Path> files(Path file, LogFormat format) {
        if (!Files.isDirectory(file)) {
            return List.of(file);
        }
        if (format instanceof AvroFormat) {
            return AvroFolder.list(file).files().stream().map(AvroPart::file).toList();
        }
        try (Stream<Path> all = Files.list(file)) {
            List<Path> files = all.filter(Files::isRegularFile)
                    .filter(each -> !each.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new LogException("log " + file + " is a folder without a file; name another one");
            }
            return files;
        } catch (IOException | UncheckedIOException e) {
            throw new LogException("log " + file + " cannot be read: " + e + "; check its rights", e);
        }
    }

    /** What the files of a log held together, see {@link #files}. */
    public static LogSummary sum(List<LogSummary> files) {
        return files.size() == 1 ? files.get(0) : Summaries.sum(files);
    }

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
