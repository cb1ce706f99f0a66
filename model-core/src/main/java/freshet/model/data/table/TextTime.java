package freshet.model.data.table;

import freshet.model.data.IsoTime;
import freshet.model.data.MalformedLineException;
import freshet.model.data.format.Field;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Times that are text. In the hour that a zone has twice, a time without an offset is the earlier
 * one.
 *
 * @param words what such times are, for messages
 * @param parser gives the time of a text; throws a {@link java.time.DateTimeException} at any other
 */
public record TextTime(String words, Function<String, Instant> parser) implements TimeForm {
    /**
     * ISO 8601 with an offset, also with a blank between date and time or {@code UTC} at the end.
     */
    static final TextTime WITH_OFFSET = new TextTime("ISO-8601 with an offset from UTC", TextTime::withOffset);

    private static final int DATE_LENGTH = "2014-04-07".length();
    private static final Pattern LITERALS = Pattern.compile("'[^']*'");
    private static final Pattern ZONE_LETTERS = Pattern.compile("[VzOXxZ]");

    /** ISO 8601 without an offset, also with a blank between date and time, or a date alone. */
    static TextTime local(ZoneId zone) {
        return new TextTime("ISO-8601 without an offset, taken in " + zone, text -> local(text, zone));
    }

    /** ISO 8601: without an offset if there is a zone for that, else with one. */
    public static TextTime iso(Optional<ZoneId> zone) {
        return zone.map(TextTime::local).orElse(WITH_OFFSET);
    }

    /**
     * Times by a pattern of {@link DateTimeFormatter}, with English names of months and days.
     *
     * @throws IllegalArgumentException if it is none, or has no offset while there is no zone
     */
    public static TextTime pattern(String pattern, Optional<ZoneId> zone) {
        DateTimeFormatter form = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH);
        boolean hasZone =
                ZONE_LETTERS.matcher(LITERALS.matcher(pattern).replaceAll("")).find();
        if (!hasZone && zone.isEmpty()) {
            throw new IllegalArgumentException("has no offset from UTC; give --time-zone ZONE too");
        }
        return hasZone
                ? new TextTime("like " + pattern, text -> form.parse(text, ZonedDateTime::from)
                        .toInstant())
                : new TextTime(
                        "like " + pattern + ", taken in " + zone.orElseThrow(),
                        text -> at(form.parseBest(text, LocalDateTime::from, LocalDate::from), zone.orElseThrow()));
    }

    @Override
    public long millis(String column, String value) throws MalformedLineException {
        return Field.text(column, value.strip(), parser, words);
    }

    private static Instant withOffset(String text) {
        String joined = joined(text);
        int blank = joined.indexOf(' ');
        if (blank < 0) {
            return IsoTime.instant(joined);
        }
        String offset = joined.substring(blank + 1);
        return IsoTime.instant(joined.substring(0, blank) + (offset.equals("UTC") ? "Z" : offset));
    }

    private static Instant local(String text, ZoneId zone) {
        return text.length() == DATE_LENGTH
                ? at(LocalDate.parse(text), zone)
                : at(LocalDateTime.parse(joined(text)), zone);
    }

    private static Instant at(TemporalAccessor local, ZoneId zone) {
        return local instanceof LocalDate date
                ? date.atStartOfDay(zone).toInstant()
                : LocalDateTime.from(local).atZone(zone).toInstant();
    }

    /** With a T between date and time. */
    private static String joined(String text) {
        return text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' '
                ? text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1)
                : text;
    }
}
