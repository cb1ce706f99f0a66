package freshet.cli;

import java.time.Duration;

/** Writes spans of time for people, in their two largest units: 3 d 4 h, 12 min 5 s, 0 s. */
public final class SpanText {
    private static final int DAYS_PER_YEAR = 365;

    private SpanText() {}

    /** @param span not negative; what is left of it under a second is left out */
    public static String of(Duration span) {
        long days = span.toDays();
        if (days >= DAYS_PER_YEAR) {
            return words(days / DAYS_PER_YEAR, days < 2 * DAYS_PER_YEAR ? "year" : "years", days % DAYS_PER_YEAR, "d");
        }
        if (days > 0) {
            return words(days, "d", span.toHoursPart(), "h");
        }
        if (span.toHours() > 0) {
            return words(span.toHours(), "h", span.toMinutesPart(), "min");
        }
        return span.toMinutes() > 0
                ? words(span.toMinutes(), "min", span.toSecondsPart(), "s")
                : span.toSeconds() + " s";
    }

    private static String words(long large, String largeUnit, long small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
