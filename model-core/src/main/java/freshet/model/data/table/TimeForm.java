package freshet.model.data.table;

import freshet.model.data.MalformedLineException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

    /** Whether one of some times needs a zone. */
    boolean isLocal(List<String> values);

    /** The time that is written so; empty if it is not. */
    default Optional<Instant> time(String value) {
        try {
            return Optional.of(Instant.ofEpochMilli(millis("", value)));
        } catch (MalformedLineException e) {
            return Optional.empty();
        }
    }

    /** Whether a time is written so. */
    default boolean fits(String value) {
        return time(value).isPresent();
    }
}
