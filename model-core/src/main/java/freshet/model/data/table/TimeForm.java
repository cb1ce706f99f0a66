package freshet.model.data.table;

import freshet.model.data.MalformedLineException;

/** A way to write times. Threads may share it. */
public sealed interface TimeForm permits NumberTime, TextTime {

    /** What such times are, for messages: {@code milliseconds since 1970}. */
    String words();

    /**
     * A time.
     *
     * @param column for the message
     * @return milliseconds since 1970, of the years 2000 to 2099
     * @throws MalformedLineException if it is not written so
     */
    long millis(String column, String value) throws MalformedLineException;

    /** Whether a time is written so. */
    default boolean fits(String value) {
        try {
            millis("", value);
            return true;
        } catch (MalformedLineException e) {
            return false;
        }
    }
}
