package freshet.schema.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Reads times by ISO 8601 with their offset from UTC, as the formats of recorded logs do:
 * {@code Z}, {@code +02:00}, {@code +0200}, {@code +02}. Threads may use it at the same time.
 */
public final class JsonTime {
    private static final DateTimeFormatter WITH_OFFSET = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private JsonTime() {}

    /**
     * The time, cut to milliseconds.
     *
     * @throws DateTimeException if it is none, or has no offset
     */
    public static Instant instant(String text) {
        Instant time = text.endsWith("Z")
                ? Instant.parse(text)
                : OffsetDateTime.parse(text, WITH_OFFSET).toInstant();
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
