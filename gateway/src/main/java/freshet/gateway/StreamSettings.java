package freshet.gateway;

import freshet.gateway.settings.Setting;
import freshet.gateway.settings.SettingException;
import freshet.gateway.settings.Settings;
import freshet.gateway.settings.Units;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What is kept of events and answers, and how long events wait. Immutable.
 *
 * @param idleTimeout after this long without an answer a partition no longer holds back event time
 * @param maxMemory most memory of the newest answers, bytes
 * @param maxPending most events that wait for their answers at a time
 * @param writeTimeout longest wait for the brokers' acknowledgement of an event
 * @param windows over which trending items are counted, at least one
 * @param trendingItems most items that are counted per window
 */
public record StreamSettings(
        Duration idleTimeout,
        long maxMemory,
        int maxPending,
        Duration writeTimeout,
        List<Duration> windows,
        int trendingItems) {
    private static final Duration FOREVER = Duration.ofDays(36_500);
    private static final long LEAST_MEMORY = 1 << 20;
    private static final long MOST_MEMORY = 1L << 40;
    private static final double MOST_OF_HEAP = 0.75;

    private static final Setting<Duration> IDLE_TIMEOUT =
            Setting.time("events.idle-timeout", "10 s", Duration.ofMillis(1), FOREVER);
    private static final Setting<Long> MAX_MEMORY =
            Setting.size("answers.max-memory", "256 mb", LEAST_MEMORY, MOST_MEMORY);
    private static final Setting<Integer> MAX_PENDING = Setting.integer("events.max-pending", 10_000, 1, 1_000_000);
    private static final Setting<Duration> WRITE_TIMEOUT =
            Setting.time("events.write-timeout", "5 s", Duration.ofMillis(1), Duration.ofMinutes(10));
    private static final Setting<List<Duration>> WINDOWS = new Setting<>(
            "trending.windows",
            "1 h, 1 d",
            "times with their units separated by commas, for example 1 h, 1 d",
            false,
            StreamSettings::windows);
    private static final Setting<Integer> TRENDING_ITEMS =
            Setting.integer("trending.max-items", 100_000, 1, 10_000_000);

    public StreamSettings {
        windows = List.copyOf(windows);
    }

    /** The settings that there are. */
    static List<Setting<?>> all() {
        return List.of(IDLE_TIMEOUT, MAX_MEMORY, MAX_PENDING, WRITE_TIMEOUT, WINDOWS, TRENDING_ITEMS);
    }

    /** @throws SettingException if the answers may take more memory than this JVM has */
    static StreamSettings of(Settings settings) {
        long maxMemory = settings.get(MAX_MEMORY);
        long heap = Runtime.getRuntime().maxMemory();
        if (maxMemory > heap * MOST_OF_HEAP) {
            throw new SettingException("answers.max-memory is " + (maxMemory >> 20) + " mb, and this JVM has "
                    + (heap >> 20) + " mb in all; set it to " + (long) (heap * MOST_OF_HEAP / (1 << 20))
                    + " mb at most, or give the JVM more by -Xmx");
        }
        return new StreamSettings(
                settings.get(IDLE_TIMEOUT),
                maxMemory,
                settings.get(MAX_PENDING),
                settings.get(WRITE_TIMEOUT),
                settings.get(WINDOWS),
                settings.get(TRENDING_ITEMS));
    }

    private static List<Duration> windows(String text) {
        List<Duration> windows = Arrays.stream(text.split(","))
                .map(String::strip)
                .map(Units::time)
                .distinct()
                .toList();
        if (windows.stream().anyMatch(window -> window.isZero() || window.compareTo(FOREVER) > 0)) {
            throw new IllegalArgumentException("out of range");
        }
        return windows;
    }
}
