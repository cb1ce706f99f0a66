package freshet.model.data.format;

import freshet.model.data.LogException;
import freshet.model.data.LogFormat;
import java.util.List;
import java.util.stream.Collectors;

/** All formats of logs, by name. Threads may use it at the same time. */
public final class LogFormats {
    private static final List<LogFormat> ALL = List.of(
            new Rsc15Format(),
            new YoochooseFormat(),
            new DigineticaFormat(),
            new RetailrocketFormat(),
            new SequencesFormat(),
            new JsonLinesFormat());

    private LogFormats() {}

    /** All formats, in the order in which help shows them. */
    public static List<LogFormat> all() {
        return ALL;
    }

    /**
     * The format of a name.
     *
     * @throws LogException if there is none; the message lists the names
     */
    public static LogFormat named(String name) {
        return ALL.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LogException("log format " + Field.quote(name) + " is unknown; known are "
                        + ALL.stream().map(LogFormat::name).collect(Collectors.joining(", "))));
    }
}
