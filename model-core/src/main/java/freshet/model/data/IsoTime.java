package freshet.model.data;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Reads times as people and programs write them by ISO 8601. Threads may use it at the same time.
 */
public final class IsoTime {
    /** What a time looks like, for messages. */
    public static final String EXAMPLES = "2014-04-07T10:51:09.277Z or 2014-04-07T12:51:09+02:00";

    /**
     * Offsets with a colon, without one, and hours alone: {@code +02:00}, {@code +0200},
     * {@code +02}, {@code Z}.
     */
    private static final DateTimeFormatter WITH_OFFSET = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private IsoTime() {}

    /**
     * A time with its offset from UTC, cut to milliseconds.
     *
     * @throws DateTimeException if it is none, or has no offset
     */
    public static Instant instant(String text) {
        return parse(text).truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * The same, or a date alone, which means its start in UTC.
     *
     * @throws DateTimeException if it is neither
     */
    public static Instant instantOrDate(String text) {
        return text.indexOf('T') >= 0
                ? instant(text)
                : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant parse(String text) {
        boolean utc = text.endsWith("Z"); // most are, and the JDK's own parser takes an hour of 24 and leap seconds too
        return utc
                ? Instant.parse(text)
                : OffsetDateTime.parse(text, WITH_OFFSET).toInstant();
    }
}
