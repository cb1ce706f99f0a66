package freshet.gateway.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and sizes as the settings write them: a whole number, a blank or none, a unit. */
public final class Units {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,18})\\s*([a-z]+)");

    private static final Map<String, Long> MILLIS = Map.of(
            "ms", 1L, "s", 1_000L, "sec", 1_000L, "min", 60_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Long> BYTES = Map.of("b", 1L, "kb", 1L << 10, "mb", 1L << 20, "gb", 1L << 30);

    private Units() {}

    /**
     * A time: {@code 50ms}, {@code 10 s}, {@code 30 min}, {@code 1 h}, {@code 2 d}; 0 needs no
     * unit.
     *
     * @throws IllegalArgumentException if the text is none, or one of over 290 million years
     */
    public static Duration time(String text) {
        return text.equals("0") ? Duration.ZERO : Duration.ofMillis(amount(text, MILLIS));
    }

    /**
     * A number of bytes: {@code 64 kb}, {@code 1 mb}; kb are 1,024 bytes.
     *
     * @throws IllegalArgumentException if the text is none, or over 2^63 bytes
     */
    public static long size(String text) {
        return amount(text, BYTES);
    }

    /** A time in the largest unit in which it is a whole number, for example {@code 90 s}. */
    public static String text(Duration time) {
        long millis = time.toMillis();
        for (String unit : new String[] {"d", "h", "min", "s"}) {
            long size = MILLIS.get(unit);
            if (millis > 0 && millis % size == 0) {
                return millis / size + " " + unit;
            }
        }
        return millis + " ms";
    }

    private static long amount(String text, Map<String, Long> units) {
        Matcher parts = AMOUNT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!parts.matches() || !units.containsKey(parts.group(2))) {
            throw new IllegalArgumentException("no number with one of the units " + units.keySet());
        }
        try {
            return Math.multiplyExact(Long.parseLong(parts.group(1)), units.get(parts.group(2)));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("too large", e);
        }
    }
}
