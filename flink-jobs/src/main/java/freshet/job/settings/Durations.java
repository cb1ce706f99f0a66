package freshet.job.settings;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Times as they are written in the settings. */
public final class Durations {
    private static final Map<String, Duration> UNITS = units();

    private Durations() {}

    private static Map<String, Duration> units() {
        Map<String, Duration> units = new LinkedHashMap<>();
        units.put("d", Duration.ofDays(1));
        units.put("h", Duration.ofHours(1));
        units.put("min", Duration.ofMinutes(1));
        units.put("s", Duration.ofSeconds(1));
        return units;
    }

    /** In the largest unit in which it is a whole number, for example {@code 90 s}. */
    public static String text(Duration time) {
        long millis = time.toMillis();
        return UNITS.entrySet().stream()
                .filter(unit -> millis > 0 && millis % unit.getValue().toMillis() == 0)
                .findFirst()
                .map(unit -> millis / unit.getValue().toMillis() + " " + unit.getKey())
                .orElseGet(() -> millis + " ms");
    }
}
