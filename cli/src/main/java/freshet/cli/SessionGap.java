package freshet.cli;

import freshet.model.session.SessionRules;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The pause that ends a session, as every command reads it: {@code 30min}, {@code 90 s}, {@code none}.
 *
 * @param millis event time in milliseconds, at least 1; {@link SessionRules#NO_GAP} if sessions are what their key says
 */
public record SessionGap(long millis) {
    /** The value of {@code --session-gap} that lets no pause end a session. */
    public static final String NONE = "none";

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*([a-z]+)");
    private static final Map<String, Long> MILLIS = Map.of("ms", 1L, "s", 1_000L, "min", 60_000L, "h", 3_600_000L);

    /**
     * Reads a number with its unit (ms, s, min or h), with or without a blank between, or {@value #NONE}.
     *
     * @throws IllegalArgumentException if it is neither, or zero
     */
    public static SessionGap parse(String text) {
        String form = text.strip().toLowerCase(Locale.ROOT);
        if (form.equals(NONE)) {
            return new SessionGap(SessionRules.NO_GAP);
        }
        Matcher parts = FORM.matcher(form);
        if (!parts.matches() || !MILLIS.containsKey(parts.group(2))) {
            throw new IllegalArgumentException(
                    "session gap \"" + text + "\" is not a time; write for example 30min, 90s, 500ms, 2h or none");
        }
        return new SessionGap(Long.parseLong(parts.group(1)) * MILLIS.get(parts.group(2)));
    }

    public SessionGap {
        if (millis < 1) {
            throw new IllegalArgumentException("session gap is " + millis + " ms; it must be at least 1 ms");
        }
    }

    /** The rules that it makes with a number of retained events. */
    public SessionRules rules(int maxItems) {
        return new SessionRules(millis, maxItems);
    }

    /** The job's setting {@code session.gap}. */
    public String setting() {
        return millis + " ms";
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        if (millis == SessionRules.NO_GAP) {
            return NONE;
        }
        return millis % 60_000 == 0
                ? millis / 60_000 + "min"
                : millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }

    /** Reads the option {@code --session-gap}. */
    public static final class Converter implements ITypeConverter<SessionGap> {
        @Override
        public SessionGap convert(String text) {
            try {
                return parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
