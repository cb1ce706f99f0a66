package freshet.model.data.table;

import freshet.model.data.IsoTime;
import freshet.model.data.MalformedLineException;
import freshet.model.data.format.Field;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Times that are text. In the hour that a zone has twice, a time without an offset is the earlier
 * one; in the hour that a zone skips, it is none.
 *
 * @param words what such times are, for messages
 * @param local whether a text that fits has no offset, so that it needs a zone
 * @param parser gives the time of a text; throws a {@link java.time.DateTimeException} at any other
 */
public record TextTime(String words, Predicate<String> local, Function<String, Instant> parser) implements TimeForm {
    /**
     * ISO 8601 with an offset, also with a blank between date and time or {@code UTC} at the end.
     */
    static final TextTime WITH_OFFSET =
            new TextTime("ISO-8601 with an offset from UTC", text -> false, TextTime::withOffset);

    private static final int DATE_LENGTH = "2014-04-07".length();
    private static final Pattern OFFSET = Pattern.compile("[zZ+-]|UTC");

    /**
     * ISO 8601 without an offset, also with a blank between date and time, or a date alone; or with
     * one.
     */
    static TextTime local(ZoneId zone) {
        return new TextTime(
                "ISO-8601, without an offset taken in " + zone,
                TextTime::isLocal,
                text -> isLocal(text) ? local(text, zone) : withOffset(text));
    }

    /** ISO 8601: without an offset too if there is a zone for that. */
    public static TextTime iso(Optional<ZoneId> zone) {
        return zone.map(TextTime::local).orElse(WITH_OFFSET);
    }

    /**
     * Times by a pattern of {@link java.time.format.DateTimeFormatter}, strict, with English names
     * of months and days.
     *
     * @throws IllegalArgumentException if it is no pattern, gives no date or a part of a time of
     *     day alone, or has no offset while there is no zone
     */
    public static TextTime pattern(String pattern, Optional<ZoneId> zone) {
        return TimePattern.of(pattern, zone);
    }

    @Override
    public long millis(String column, String value) throws MalformedLineException {
        return Field.text(column, value.strip(), parser, words);
    }

    @Override
    public boolean isLocal(List<String> values) {
        return values.stream().map(String::strip).filter(this::fits).anyMatch(local);
    }

    /** The earlier moment at which the clocks of a zone show a time. */
    static Instant at(LocalDateTime time, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        if (offsets.isEmpty()) {
            throw new ZoneRulesException("the clocks of " + zone + " skip that time");
        }
        return time.toInstant(offsets.get(0));
    }

    private static boolean isLocal(String text) {
        return text.length() <= DATE_LENGTH
                || !OFFSET.matcher(text).region(DATE_LENGTH, text.length()).find();
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
                ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                : at(LocalDateTime.parse(joined(text)), zone);
    }

    /** With a T between date and time. */
    private static String joined(String text) {
        return text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' '
                ? text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1)
                : text;
    }
}
