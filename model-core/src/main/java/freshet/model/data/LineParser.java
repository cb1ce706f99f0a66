package freshet.model.data;

import java.util.function.Consumer;

/** Parses the lines of one file. For one thread. */
@FunctionalInterface
public interface LineParser {

    /**
     * Parses a line: all of its events or none.
     *
     * @param number of the line in the file, from 1
     * @param line without its line end, not blank
     * @param events takes the events, in their order in the line
     * @throws MalformedLineException if the line is not as the format wants it; no event was passed
     *     on
     */
    void parse(long number, String line, Consumer<LoggedEvent> events) throws MalformedLineException;
}
