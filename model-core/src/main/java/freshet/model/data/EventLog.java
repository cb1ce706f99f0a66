package freshet.model.data;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/**
 * Reads a recorded log as a stream, gzip or not. A few malformed lines are passed over and counted; more than one in a
 * hundred means that the file is something else, and ends with an error.
 */
public final class EventLog {
    /** How many malformed lines a summary shows. */
    public static final int MAX_FAULTS = 10;

    private static final int LINES_PER_FAULT = 100;

    private final Path file;
    private final LogFormat format;
    private final Consumer<LoggedEvent> events;
    private final List<LogFault> faults = new ArrayList<>();
    private long eventCount;
    private long wellFormed;
    private long malformed;

    private EventLog(Path file, LogFormat format, Consumer<LoggedEvent> events) {
        this.file = file;
        this.format = format;
        this.events = events;
    }

    /**
     * Reads a log in the order of its lines.
     *
     * @param events takes each event, on this thread; what it throws goes through
     * @throws LogException if the file cannot be read, its header lacks a column, it holds no event, a line is over 1 MiB or
     *     more than one line in a hundred is malformed; the last is known at the end alone, after the good lines were passed on
     */
    public static LogSummary read(Path file, LogFormat format, Consumer<LoggedEvent> events) {
        return new EventLog(file, format, events).read();
    }

    /**
     * All events of a log, in the order of its lines.
     *
     * @throws LogException as {@link #read}
     */
    public static List<LoggedEvent> readAll(Path file, LogFormat format) {
        List<LoggedEvent> events = new ArrayList<>();
        read(file, format, events::add);
        return events;
    }

    private LogSummary read() {
        if (!Files.exists(file) || Files.isDirectory(file)) {
            throw new LogException(
                    "log " + file + (Files.exists(file) ? " is a folder" : " does not exist") + "; name a file");
        }
        LogLines lines = open();
        try (lines) {
            readLines(lines);
        } catch (EOFException e) {
            throw new LogException(
                    "log " + file + ": the gzip stream ends in or after line " + lines.number()
                            + " before its end mark; the file is cut short, copy it again",
                    e);
        } catch (IOException e) {
            throw unreadable(e, " after line " + lines.number());
        }
        requireSound();
        return new LogSummary(eventCount, wellFormed + malformed, malformed, List.copyOf(faults));
    }

    private LogLines open() {
        try {
            return new LogLines(file);
        } catch (EOFException e) {
            throw new LogException("log " + file + ": the gzip stream ends in its header; copy it again", e);
        } catch (IOException e) {
            throw unreadable(e, "");
        }
    }

    private void readLines(LogLines lines) throws IOException {
        if (!next(lines)) {
            throw new LogException("log " + file + " is empty; " + expectation());
        }
        LineParser parser = parser(lines);
        boolean more = !format.hasHeader() || next(lines);
        while (more) {
            try {
                String line = lines.text();
                if (!line.isBlank()) {
                    parser.parse(lines.number(), line, this::pass);
                    wellFormed++;
                }
            } catch (MalformedLineException e) {
                malformed++;
                if (faults.size() < MAX_FAULTS) {
                    faults.add(new LogFault(lines.number(), e.getMessage()));
                }
            }
            more = next(lines);
        }
    }

    private boolean next(LogLines lines) throws IOException {
        try {
            return lines.next();
        } catch (LogException e) {
            throw new LogException("log " + file + ": " + e.getMessage(), e);
        }
    }

    private LineParser parser(LogLines lines) {
        try {
            return format.parser(format.hasHeader() ? lines.text() : "");
        } catch (MalformedLineException e) {
            throw new LogException("log " + file + " has a wrong header: " + e.getMessage() + "; " + expectation(), e);
        }
    }

    private void pass(LoggedEvent event) {
        eventCount++;
        events.accept(event);
    }

    private void requireSound() {
        if (malformed > 0 && malformed * LINES_PER_FAULT > wellFormed + malformed) {
            LogFault first = faults.get(0);
            throw new LogException("log " + file + ": " + malformed + " of " + (wellFormed + malformed)
                    + " lines are malformed, first line " + first.line() + ": " + first.reason() + "; "
                    + expectation());
        }
        if (eventCount == 0) {
            throw new LogException("log " + file + " holds no event; " + expectation());
        }
    }

    private String expectation() {
        return "format " + format.name() + " is " + format.description();
    }

    private LogException unreadable(IOException e, String place) {
        String reason = e instanceof ZipException ? "damaged gzip stream, " + e.getMessage() : e.toString();
        return new LogException("log " + file + " cannot be read" + place + ": " + reason + "; check the file", e);
    }
}
