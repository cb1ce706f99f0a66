package freshet.model.data.format;

import freshet.model.data.LogException;
import freshet.model.data.LogFormat;
import freshet.model.data.TextFormat;
import freshet.model.text.Quote;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The formats of logs that are text of one known layout, by name; a caller that knows others looks
 * among them too. Threads may use it at the same time.
 */
public final class LogFormats {
    private static final List<TextFormat> ALL = List.of(
            new Rsc15Format(),
            new YoochooseFormat(),
            new DigineticaFormat(),
            new RetailrocketFormat(),
            new SequencesFormat(),
            new JsonLinesFormat());

    private LogFormats() {}

    /** All formats, in the order in which help shows them. */
    public static List<TextFormat> all() {
        return ALL;
    }

    /**
     * The text format of a name.
     *
     * @throws LogException if there is none; the message lists the names
     */
    public static TextFormat named(String name) {
        return named(name, ALL);
    }

    /**
     * The format of a name among some.
     *
     * @throws LogException if there is none; the message lists the names
     */
    public static <F extends LogFormat> F named(String name, List<F> known) {
        return known.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LogException("log format " + Quote.of(name) + " is unknown; known are "
                        + known.stream().map(LogFormat::name).collect(Collectors.joining(", "))));
    }
}
