package freshet.model.data.format;

import freshet.model.data.IsoTime;
import freshet.model.data.MalformedLineException;
import freshet.model.text.ExternalId;
import freshet.model.text.Quote;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesException;
import java.util.function.Function;

/**
 * Reads single fields of a line; what does not fit is named with its field, its value and what
 * belongs there.
 */
public final class Field {
    private static final int MAX_NUMBER_CHARACTERS = 40;
    private static final int MILLI_DECIMALS = 3;
    private static final long EARLIEST_MILLIS =
            Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
    private static final long LATEST_MILLIS =
            Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

    private static final String A_CENTURY = ", between the years 2000 and 2100";

    private Field() {}

    /** The id of a session, item or event: 1 to 256 characters. */
    public static String id(String name, String value) throws MalformedLineException {
        if (value.isEmpty()) {
            throw new MalformedLineException(
                    name + " is empty; it must have 1 to " + ExternalId.MAX_CHARACTERS + " characters");
        }
        if (ExternalId.characters(value) > ExternalId.MAX_CHARACTERS) {
            throw new MalformedLineException(name + " is " + Quote.of(value) + " of " + value.length()
                    + " characters; it must have 1 to " + ExternalId.MAX_CHARACTERS);
        }
        return value;
    }

    /** Decimal seconds since 1970, to the nearest millisecond, without going through a double. */
    static long seconds(String name, String value) throws MalformedLineException {
        return sinceEpoch(name, value, 0, "seconds since 1970, for example 1411462780.513");
    }

    /**
     * A decimal number of some unit since 1970, to the nearest millisecond, without going through a
     * double.
     *
     * @param decimals of a second that the unit is: 0 for seconds, 6 for microseconds
     * @param wanted what belongs there, for the message
     * @return milliseconds since 1970, of the years 2000 to 2099
     */
    public static long sinceEpoch(String name, String value, int decimals, String wanted)
            throws MalformedLineException {
        int point = value.indexOf('.');
        requireDigits(name, value, point < 0 ? value : value.substring(0, point) + value.substring(point + 1), wanted);
        BigDecimal millis = new BigDecimal(value).movePointRight(MILLI_DECIMALS - decimals);
        return time(name, value, millis.setScale(0, RoundingMode.HALF_UP), wanted);
    }

    /** Whole milliseconds since 1970. */
    static long millis(String name, String value) throws MalformedLineException {
        String wanted = "milliseconds since 1970, for example 1411462780513";
        requireDigits(name, value, value, wanted);
        return time(name, value, new BigDecimal(value), wanted);
    }

    /**
     * A JSON number of whole milliseconds since 1970: 12, 12.0 and 1.2e1 alike. An exponent takes
     * no memory.
     */
    static long wholeMillis(String name, String number) throws MalformedLineException {
        String wanted = "a whole number of milliseconds since 1970";
        try {
            return time(name, number, BigDecimal.valueOf(new BigDecimal(number).longValueExact()), wanted);
        } catch (ArithmeticException | NumberFormatException e) { // a fraction, or beyond a long
            throw notA(name, number, wanted + A_CENTURY);
        }
    }

    /** An ISO-8601 time with its offset, cut to milliseconds. */
    static long instant(String name, String value) throws MalformedLineException {
        String wanted = "an ISO-8601 time with its offset from UTC, for example " + IsoTime.EXAMPLES;
        return text(name, value, IsoTime::instant, wanted);
    }

    /**
     * A time as text, cut to milliseconds.
     *
     * @param parser throws a {@link DateTimeException} at what it does not read; the message of a
     *     {@link ZoneRulesException} is shown
     * @param wanted what belongs there, for the message
     * @return milliseconds since 1970, of the years 2000 to 2099
     */
    public static long text(String name, String value, Function<String, Instant> parser, String wanted)
            throws MalformedLineException {
        try {
            return time(name, value, BigDecimal.valueOf(parser.apply(value).toEpochMilli()), wanted);
        } catch (ZoneRulesException e) {
            throw notA(name, value, wanted + ", and " + e.getMessage());
        } catch (DateTimeException | ArithmeticException e) {
            throw notA(name, value, wanted);
        }
    }

    /** A date, at its midnight in UTC. */
    static long date(String name, String value) throws MalformedLineException {
        String wanted = "a date, for example 2016-05-09";
        try {
            long millis = LocalDate.parse(value)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .toEpochMilli();
            return time(name, value, BigDecimal.valueOf(millis), wanted);
        } catch (DateTimeException | ArithmeticException e) {
            throw notA(name, value, wanted);
        }
    }

    /** A duration in whole milliseconds, at most one hundred years. */
    static long duration(String name, String value) throws MalformedLineException {
        String wanted = "milliseconds, at most a century, for example 526309";
        requireDigits(name, value, value, wanted);
        BigDecimal millis = new BigDecimal(value);
        if (millis.compareTo(BigDecimal.valueOf(LATEST_MILLIS - EARLIEST_MILLIS)) > 0) {
            throw notA(name, value, wanted);
        }
        return millis.longValue();
    }

    /** Neither sign nor exponent, whose expansion would have no bound. */
    private static void requireDigits(String name, String value, String digits, String wanted)
            throws MalformedLineException {
        if (digits.isEmpty()
                || digits.length() > MAX_NUMBER_CHARACTERS
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw notA(name, value, wanted);
        }
    }

    private static long time(String name, String value, BigDecimal millis, String wanted)
            throws MalformedLineException {
        if (millis.compareTo(BigDecimal.valueOf(EARLIEST_MILLIS)) < 0
                || millis.compareTo(BigDecimal.valueOf(LATEST_MILLIS)) >= 0) {
            throw notA(name, value, wanted + A_CENTURY);
        }
        return millis.longValue();
    }

    private static MalformedLineException notA(String name, String value, String wanted) {
        return new MalformedLineException(name + " is " + Quote.of(value) + "; it must be " + wanted);
    }
}
