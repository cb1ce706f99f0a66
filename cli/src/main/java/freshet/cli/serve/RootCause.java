package freshet.cli.serve;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds in a stack trace, as Flink's REST interface gives it, the line that names the first cause.
 */
public final class RootCause {
    private static final String CAUSE = "Caused by: ";
    private static final Pattern PACKAGE = Pattern.compile("^(?:[a-z_][a-zA-Z0-9_]*\\.)+(?=[A-Z])");

    private RootCause() {}

    /**
     * The message of the first cause with the simple name of its exception, or the first line where
     * nothing caused anything.
     *
     * @return empty if the text is blank
     */
    public static Optional<String> of(String stackTrace) {
        return stackTrace
                .lines()
                .filter(line -> line.startsWith(CAUSE))
                .reduce((outer, inner) -> inner)
                .map(line -> line.substring(CAUSE.length()))
                .or(() -> stackTrace.lines().filter(line -> !line.isBlank()).findFirst())
                .map(line -> PACKAGE.matcher(line.strip()).replaceFirst(""));
    }
}
