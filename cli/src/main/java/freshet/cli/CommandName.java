package freshet.cli;

import java.util.regex.Pattern;

/**
 * The name under which this program was called, for usage lines and for hints of what to type next.
 * The script {@code freshet} of a checkout tells it, {@code ./freshet} for example; an image's
 * entry point does not, and there it is {@code freshet}.
 *
 * <p>A message says {@code CommandName.of("cluster status")}. A text in an annotation of picocli
 * says <code>${ROOT-COMMAND-NAME} cluster status</code>.
 */
public final class CommandName {
    /** The program's own name: how its error lines begin, and what a model's provenance names. */
    public static final String PROGRAM = "freshet";

    private static final String CALLED_AS = "freshet.command";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,+@%-]+");

    private CommandName() {}

    /** How to call this program again, as a word of a shell. */
    public static String program() {
        return word(System.getProperty(CALLED_AS, PROGRAM));
    }

    /**
     * What to type to run a command.
     *
     * @param command with its arguments, as a shell takes them
     */
    public static String of(String command) {
        return program() + " " + command;
    }

    /** A text as one word of a shell: in quotes where it has to be. */
    public static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
