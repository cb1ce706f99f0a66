package freshet.model.data;

/** A format of recorded logs: UTF-8 text, one or more events per line. Threads may share it. */
public interface LogFormat {

    /** Its name on the command line, for example {@code rsc15}. */
    String name();

    /** On one line: what a line holds. */
    String description();

    /** Whether the first line names the columns. */
    boolean hasHeader();

    /**
     * A parser for the lines of one file.
     *
     * @param header the first line if the format has a header, empty otherwise
     * @throws MalformedLineException if the header lacks a column
     */
    LineParser parser(String header) throws MalformedLineException;
}
