package freshet.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A span of time as every option takes it: a number and its unit, {@code 30min}, {@code 90 s}.
 * Reads options of type {@link Duration}.
 */
public final class TimeText implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*([a-z]+)");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    @Override
    public Duration convert(String text) {
        try {
            return Duration.ofMillis(millis("time", text, ""));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /**
     * Reads a number with its unit (ms, s, m or min, h, d), with or without a blank between.
     *
     * @param what named in the message, for example {@code session gap}
     * @param others what else is allowed, for the end of the message
     * @return milliseconds, 0 or more
     * @throws IllegalArgumentException if it is anything else
     */
    public static long millis(String what, String text, String others) {
        Matcher parts = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!parts.matches() || !MILLIS.containsKey(parts.group(2))) {
            throw new IllegalArgumentException(what + " \"" + text
                    + "\" is not a number with its unit; write for example 30min, 90s, 500ms, 2h, 7d" + others);
        }
        return Long.parseLong(parts.group(1)) * MILLIS.get(parts.group(2));
    }
}
