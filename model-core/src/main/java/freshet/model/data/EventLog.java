package freshet.model.data;

import freshet.model.data.LogSummary.LogFault;
import freshet.model.file.ForeignFile;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.zip.ZipException;

/**
 * Reads a recorded log as a stream, from a file or a pipe, gzip (told by its first two bytes) or
 * not. A few malformed lines or records are passed over and counted; more than one in a hundred
 * means that the file is something else, and ends with an error.
 */
public final class EventLog {
    /** How many faults a summary shows. */
    public static final int MAX_FAULTS = 10;

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final LogFormat format;
    private final LogTally tally;

    private EventLog(Path file, LogFormat format, Consumer<LoggedEvent> events, Consumer<String> guesses) {
        this.file = file;
        this.format = format;
        this.tally = new LogTally(format.unit(), events, guesses);
    }

    /**
     * Reads a log in its order.
     *
     * @param events takes each event, on this thread; what it throws goes through
     * @param progress hears now and then how many bytes of the file have been read
     * @param guesses takes a sentence each of how the file is understood, where its format leaves
     *     that open; before the first event, or behind the last
     * @throws LogException if the file cannot be read, is of another format, is cut short, holds no
     *     event, or more than one line or record in a hundred is malformed; the last is known at
     *     the end alone, after the good ones were passed on
     */
    public static LogSummary read(
            Path file,
            LogFormat format,
            Consumer<LoggedEvent> events,
            LongConsumer progress,
            Consumer<String> guesses) {
        return new EventLog(file, format, events, guesses).read(progress);
    }

    /**
     * Reads a log in its order.
     *
     * @throws LogException as {@link #read(Path, LogFormat, Consumer, LongConsumer, Consumer)}
     */
    public static LogSummary read(Path file, LogFormat format, Consumer<LoggedEvent> events) {
        return read(file, format, events, bytes -> {}, guess -> {});
    }

    /**
     * All events of a log, in its order.
     *
     * @throws LogException as {@link #read(Path, LogFormat, Consumer, LongConsumer, Consumer)}
     */
    public static List<LoggedEvent> readAll(Path file, LogFormat format) {
        List<LoggedEvent> events = new ArrayList<>();
        read(file, format, events::add);
        return events;
    }

    private LogSummary read(LongConsumer progress) {
        if (!Files.exists(file) || Files.isDirectory(file)) {
            throw new LogException(
                    "log " + file + (Files.exists(file) ? " is a folder" : " does not exist") + "; name a file");
        }
        try (InputStream raw = buffered(new CountedInput(Files.newInputStream(file), progress))) {
            boolean gzip = GzipInput.begins(first(raw));
            read(gzip ? unzipped(raw) : raw, gzip);
        } catch (IOException e) {
            String reason = e instanceof ZipException
                    ? "damaged gzip stream, " + e.getMessage() + "; see gzip -t, copy it again"
                    : e + "; check the file";
            throw new LogException("log " + file + " cannot be read " + place() + ": " + reason, e);
        }
        requireSound();
        return tally.summary();
    }

    private void read(InputStream in, boolean gzip) throws IOException {
        try (InputStream bytes = buffered(in)) {
            byte[] first = first(bytes);
            if (first.length == 0) {
                throw new LogException("log " + file + " is empty; " + expectation() + readBefore());
            }
            if (format.isText()) {
                ForeignFile.kind(first).ifPresent(kind -> {
                    throw new LogException("log " + file + " is " + kind + "; " + expectation());
                });
            }
            readEntries(bytes);
        } catch (EOFException e) {
            throw new LogException(
                    "log " + file + ": the " + (gzip ? "gzip stream" : "file") + " ends " + place()
                            + ", before its end mark; it is cut short, copy it again",
                    e);
        }
    }

    private void readEntries(InputStream bytes) throws IOException {
        try {
            format.read(bytes, tally);
        } catch (LogException e) {
            throw new LogException("log " + file + ": " + e.getMessage() + doubt(), e);
        }
    }

    private InputStream unzipped(InputStream raw) throws IOException {
        try {
            return new GzipInput(raw);
        } catch (EOFException e) {
            throw new LogException("log " + file + ": the gzip stream ends in its header; copy it again", e);
        }
    }

    private void requireSound() {
        LogSummary summary = tally.summary();
        if (tally.isUnsound()) {
            LogFault first = summary.firstFaults().get(0);
            throw new LogException("log " + file + ": " + summary.malformed() + " of " + summary.units() + " "
                    + format.unit() + "s are malformed, first " + format.unit() + " " + first.number() + ": "
                    + first.reason() + doubt());
        }
        if (summary.events() == 0) {
            throw new LogException("log " + file + " holds no event" + doubt());
        }
    }

    /** What the format is, where that helps. */
    private String doubt() {
        return tally.isRecognized() ? "" : "; " + expectation();
    }

    private String expectation() {
        return "format " + format.name() + " is " + format.description();
    }

    private String place() {
        return tally.last() == 0 ? "before its first " + format.unit() : "after " + format.unit() + " " + tally.last();
    }

    private static InputStream buffered(InputStream in) {
        return new BufferedInputStream(in, BUFFER_BYTES);
    }

    /** A pipe is empty to the second who reads it. */
    private String readBefore() {
        return Files.isRegularFile(file) ? "" : "; a pipe can be read once, name it once";
    }

    private static byte[] first(InputStream in) throws IOException {
        in.mark(ForeignFile.BYTES);
        byte[] first = in.readNBytes(ForeignFile.BYTES);
        in.reset();
        return first;
    }
}
