package freshet.model.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** A format of UTF-8 text whose lines are read one by one. Threads may share it. */
public interface TextFormat extends LogFormat {

    /** Whether the first line names the columns. */
    boolean hasHeader();

    /**
     * A parser for the lines of one file.
     *
     * @param header the first line if the format has a header, empty otherwise
     * @throws MalformedLineException if the header lacks a column
     */
    LineParser parser(String header) throws MalformedLineException;

    @Override
    default String unit() {
        return "line";
    }

    @Override
    default boolean isText() {
        return true;
    }

    /** Passes over blank lines. */
    @Override
    default void read(InputStream in, LogTally tally) throws IOException {
        LogLines lines = new LogLines(in);
        boolean more = lines.next();
        LineParser parser = parser(lines);
        if (hasHeader()) {
            more = lines.next();
        }
        while (more) {
            try {
                String line = lines.text();
                if (!line.isBlank()) {
                    parser.parse(lines.number(), line, tally::event);
                    tally.wellFormed(lines.number());
                }
            } catch (MalformedLineException e) {
                tally.malformed(lines.number(), e.getMessage());
            }
            more = lines.next();
        }
    }

    private LineParser parser(LogLines lines) {
        try {
            return parser(hasHeader() ? lines.text() : "");
        } catch (MalformedLineException e) {
            throw new LogException("wrong header: " + e.getMessage(), e);
        }
    }

    /** Parses the lines of one file. For one thread. */
    @FunctionalInterface
    interface LineParser {

        /**
         * Parses a line: all of its events or none.
         *
         * @param number of the line in the file, from 1
         * @param line without its line end, not blank
         * @param events takes the events, in their order in the line
         * @throws MalformedLineException if the line is not as the format wants it; no event was
         *     passed on
         */
        void parse(long number, String line, Consumer<LoggedEvent> events) throws MalformedLineException;
    }
}
