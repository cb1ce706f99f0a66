package freshet.model.data;

import java.io.IOException;
import java.io.InputStream;

/**
 * A format of recorded logs: what an {@link EventLog} needs to know to read one. Threads may share
 * it.
 */
public interface LogFormat {

    /** Its name on the command line, for example {@code rsc15}. */
    String name();

    /** On one line: what a file holds. */
    String description();

    /**
     * What its files are made of and its faults are numbered by: {@code line} or {@code record}.
     */
    String unit();

    /** Whether its files are UTF-8 text. */
    boolean isText();

    /**
     * Reads a file from its beginning to its end, in its order.
     *
     * @param in the file's bytes, unzipped and at least one; the caller closes it
     * @param tally takes the events and the faults
     * @throws IOException if the bytes cannot be read; {@link java.io.EOFException} if they end too
     *     soon
     * @throws LogException if the file as a whole is something else; the caller names the file and
     *     this format
     */
    void read(InputStream in, LogTally tally) throws IOException;
}
