package freshet.model.data.table;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads times by a pattern of {@link DateTimeFormatter}, with English names of months and days. A
 * date has to exist: the pattern is strict, and {@code y} is a year like {@code u} where there is
 * no era. A pattern without a time of day means midnight.
 */
final class TimePattern {
    private static final Pattern LITERALS = Pattern.compile("'[^']*'");
    private static final Pattern ZONE_LETTERS = Pattern.compile("[VzOXxZ]");
    private static final Pattern TIME_LETTERS = Pattern.compile("[aBhKkHmsSAnN]");
    private static final ZonedDateTime EVENING =
            ZonedDateTime.of(2026, 11, 30, 21, 47, 8, 0, ZoneId.of("Europe/Berlin"));

    private final DateTimeFormatter form;
    private final Optional<ZoneId> zone;

    private TimePattern(DateTimeFormatter form, Optional<ZoneId> zone) {
        this.form = form;
        this.zone = zone;
    }

    /**
     * Times as a pattern has them.
     *
     * @param zone where times without an offset were written
     * @throws IllegalArgumentException if it is no pattern, gives no date or only a part of a time
     *     of day, or has no offset while there is no zone
     */
    static TextTime of(String pattern, Optional<ZoneId> zone) {
        String letters = LITERALS.matcher(pattern).replaceAll("''");
        DateTimeFormatter form = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(letters.contains("G") ? pattern : withYears(pattern))
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
        requireDateAndTime(form, TIME_LETTERS.matcher(letters).find());
        if (ZONE_LETTERS.matcher(letters).find()) {
            return new TextTime("like " + pattern, text -> false, new TimePattern(form, Optional.empty())::instant);
        }
        if (zone.isEmpty()) {
            throw new IllegalArgumentException("has no offset from UTC; give --time-zone ZONE too");
        }
        return new TextTime(
                "like " + pattern + ", taken in " + zone.get(), text -> true, new TimePattern(form, zone)::instant);
    }

    /** With {@code u} for {@code y} outside of quotes. */
    private static String withYears(String pattern) {
        StringBuilder years = new StringBuilder(pattern);
        boolean literal = false;
        for (int i = 0; i < years.length(); i++) {
            literal ^= years.charAt(i) == '\'';
            if (!literal && years.charAt(i) == 'y') {
                years.setCharAt(i, 'u');
            }
        }
        return years.toString();
    }

    /** Reads what the pattern writes. */
    private static void requireDateAndTime(DateTimeFormatter form, boolean hasTime) {
        @Nullable LocalDate date = null;
        @Nullable LocalTime time = null;
        try {
            TemporalAccessor parsed = form.parse(form.format(EVENING));
            date = parsed.query(TemporalQueries.localDate());
            time = parsed.query(TemporalQueries.localTime());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("cannot read what it writes: " + e.getMessage(), e);
        }
        if (date == null) {
            throw new IllegalArgumentException("gives no date, as dd.MM.yyyy does; one column must hold date and time");
        }
        if (time == null && hasTime) {
            throw new IllegalArgumentException("gives no time of day: HH is 0 to 23, hh needs a, mm needs one of them");
        }
    }

    private Instant instant(String text) {
        TemporalAccessor parsed = form.parse(text);
        ZoneId where = zone.or(() -> Optional.ofNullable(parsed.query(TemporalQueries.offset())))
                .orElseGet(() -> ZoneId.from(parsed));
        LocalDate date = LocalDate.from(parsed);
        return Optional.ofNullable(parsed.query(TemporalQueries.localTime()))
                .map(time -> TextTime.at(date.atTime(time), where))
                .orElseGet(() -> date.atStartOfDay(where).toInstant());
    }
}
