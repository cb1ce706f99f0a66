package freshet.model.data;

import java.io.IOException;
import java.io.InputStream;

/** A format of UTF-8 text, one or more events per line. Threads may share it. */
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
}
