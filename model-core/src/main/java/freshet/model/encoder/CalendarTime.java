package freshet.model.encoder;

import java.util.concurrent.TimeUnit;

/** What a clock and a calendar in the time zone UTC show at a moment. */
public final class CalendarTime {
    /** Hours of a day. */
    public static final int HOURS = 24;

    /** Days of a week. */
    public static final int WEEKDAYS = 7;

    private static final long HOUR_MILLIS = TimeUnit.HOURS.toMillis(1);
    private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);
    private static final int FIRST_WEEKDAY = 3; // 1970-01-01 was a Thursday

    private CalendarTime() {}

    /** The hour of the day, from 0 to 23, of milliseconds since 1970-01-01. */
    public static int hour(long timeMillis) {
        return (int) (Math.floorMod(timeMillis, DAY_MILLIS) / HOUR_MILLIS);
    }

    /** The day of the week, from 0 for Monday to 6, of milliseconds since 1970-01-01. */
    public static int weekday(long timeMillis) {
        return (int) Math.floorMod(Math.floorDiv(timeMillis, DAY_MILLIS) + FIRST_WEEKDAY, (long) WEEKDAYS);
    }
}
