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

/**
 * Reads single fields of a line; what does not fit is named with its field, its value and what
 * belongs there.
 */
final class Field {
    private static final int MAX_NUMBER_CHARACTERS = 40;
    private static final long EARLIEST_MILLIS =
            Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
    private static final long LATEST_MILLIS =
            Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

    private static final String A_CENTURY = ", between the years 2000 and 2100";

    private Field() {}

    /** The id of a session, item or event: 1 to 256 characters. */
    static String id(String name, String value) throws MalformedLineException {
        if (value.isEmpty() || ExternalId.characters(value) > ExternalId.MAX_CHARACTERS) {
            throw new MalformedLineException(name + " is " + Quote.of(value) + " of " + value.length()
                    + " characters; it must have 1 to " + ExternalId.MAX_CHARACTERS);
        }
        return value;
    }

    /** Decimal seconds since 1970, to the nearest millisecond, without going through a double. */
    static long seconds(String name, String value) throws MalformedLineException {
        String wanted = "seconds since 1970, for example 1411462780.513";
        int point = value.indexOf('.');
        requireDigits(name, value, point < 0 ? value : value.substring(0, point) + value.substring(point + 1), wanted);
        return time(name, value, new BigDecimal(value).movePointRight(3).setScale(0, RoundingMode.HALF_UP), wanted);
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
        try {
            return time(name, value, BigDecimal.valueOf(IsoTime.instant(value).toEpochMilli()), wanted);
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
