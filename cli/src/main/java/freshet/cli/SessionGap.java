package freshet.cli;

import freshet.model.session.SessionRules;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The pause that ends a session, as every command reads it: {@code 30min}, {@code 90 s},
 * {@code none}.
 *
 * @param millis event time in milliseconds, at least 1; {@link SessionRules#NO_GAP} if sessions are
 *     what their key says
 */
public record SessionGap(long millis) {
    /** The value of {@code --session-gap} that lets no pause end a session. */
    public static final String NONE = "none";

    /**
     * Reads a number with its unit (ms, s, min, h or d), with or without a blank between, or
     * {@value #NONE}.
     *
     * @throws IllegalArgumentException if it is neither, or zero
     */
    public static SessionGap parse(String text) {
        return text.strip().equalsIgnoreCase(NONE)
                ? new SessionGap(SessionRules.NO_GAP)
                : new SessionGap(TimeText.millis("session gap", text, ", or " + NONE));
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

    /** What ends a session, in a few words for the line of what was read. */
    public String words() {
        return millis == SessionRules.NO_GAP ? "as their ids say" : "a pause over " + this + " ends one";
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
