package freshet.lab.demo;

import freshet.cli.terminal.Terminal;
import java.io.PrintWriter;

/**
 * Where standard output goes and what it can do.
 *
 * @param out takes the text
 * @param redraws whether lines can be written over: it is a terminal
 * @param colours whether to stress with colours
 * @param columns characters in a line
 */
record Screen(PrintWriter out, boolean redraws, boolean colours, int columns) {
    private static final int USUAL_COLUMNS = 100;

    /**
     * Standard output as it is.
     *
     * @param plain the user wants neither colours nor redrawn lines
     */
    public static Screen ofStandardOutput(PrintWriter out, boolean plain) {
        boolean terminal = !plain && Terminal.output();
        return new Screen(out, terminal, terminal, columns(System.getenv().getOrDefault("COLUMNS", "")));
    }

    /** Text in bold where colours are wanted. */
    public String bold(String text) {
        return colours ? "\033[1m" + text + "\033[0m" : text;
    }

    /** Text in green where colours are wanted. */
    public String green(String text) {
        return colours ? "\033[32m" + text + "\033[0m" : text;
    }

    private static int columns(String variable) {
        return variable.matches("[1-9]\\d{1,3}") ? Integer.parseInt(variable) : USUAL_COLUMNS;
    }
}
