package freshet.job.settings;

import java.time.Duration;

/** Times as they are written in the settings. */
public final class Durations {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;

    private Durations() {}

    /** In the largest unit in which it is a whole number, for example {@code 90 s}. */
    public static String text(Duration time) {
        long millis = time.toMillis();
        if (millis > 0 && millis % MINUTE == 0) {
            return millis / MINUTE + " min";
        }
        return millis > 0 && millis % SECOND == 0 ? millis / SECOND + " s" : millis + " ms";
    }
}
