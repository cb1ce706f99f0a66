package freshet.lab.shop;

import java.time.Duration;
import java.time.Instant;

/**
 * The size and pace of a simulated shop. Two shops with equal settings do exactly the same.
 *
 * @param categories kinds of goods, 1 to {@value ItemNames#MAX_CATEGORIES}
 * @param lines product lines per category, 1 to {@value ItemNames#MAX_LINES}
 * @param itemsPerLine items on sale at a time in each line, at least 2
 * @param sessionsPerHour visits that begin per hour of event time, averaged over the day; over 0
 * @param itemLife event time for which an item is on sale before a new one takes its place
 * @param tasteLife event time for which people who looked at one item go on to the same other item
 * @param start event time of the shop's first hour
 * @param seed of all that is left to chance
 */
public record ShopSettings(
        int categories,
        int lines,
        int itemsPerLine,
        double sessionsPerHour,
        Duration itemLife,
        Duration tasteLife,
        Instant start,
        long seed) {

    /**
     * 720 items and about 9,000 events an hour, in a trade so quick that hours do what seasons do
     * elsewhere.
     */
    public static final ShopSettings DEFAULT = new ShopSettings(
            12, 5, 12, 2_250, Duration.ofHours(12), Duration.ofHours(6), Instant.parse("2026-03-02T08:00:00Z"), 1);

    public ShopSettings {
        require("categories", categories, 1, ItemNames.MAX_CATEGORIES);
        require("product lines", lines, 1, ItemNames.MAX_LINES);
        require("items per line", itemsPerLine, 2, 1_000);
        if (!(sessionsPerHour > 0)) {
            throw new IllegalArgumentException(
                    "a shop with " + sessionsPerHour + " sessions an hour; it needs more than 0");
        }
        requirePositive("an item's life", itemLife);
        requirePositive("a taste's life", tasteLife);
    }

    /** Items on sale at a time. */
    public int slots() {
        return categories * lines * itemsPerLine;
    }

    /** The same shop under another chance. */
    public ShopSettings withSeed(long newSeed) {
        return new ShopSettings(categories, lines, itemsPerLine, sessionsPerHour, itemLife, tasteLife, start, newSeed);
    }

    /** The same shop with more or fewer visitors. */
    public ShopSettings withSessionsPerHour(double newSessionsPerHour) {
        return new ShopSettings(categories, lines, itemsPerLine, newSessionsPerHour, itemLife, tasteLife, start, seed);
    }

    /** The same shop opened at another event time. */
    public ShopSettings withStart(Instant newStart) {
        return new ShopSettings(categories, lines, itemsPerLine, sessionsPerHour, itemLife, tasteLife, newStart, seed);
    }

    private static void require(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "a shop with " + value + " " + what + "; it may have " + least + " to " + most);
        }
    }

    private static void requirePositive(String what, Duration value) {
        if (value.toMillis() < 1) {
            throw new IllegalArgumentException(what + " is " + value.toMillis() + " ms; it must be at least 1 ms");
        }
    }
}
