package freshet.cli.terminal;

import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.SystemStream;

/** Whether a person looks at what this process prints, on a terminal that can draw over a line. */
public final class Terminal {
    private Terminal() {}

    /** Whether standard output is such a terminal. */
    public static boolean output() {
        return !dumb() && new ExecTerminalProvider().isSystemStream(SystemStream.Output);
    }

    /**
     * Whether standard error is such a terminal. The script {@code freshet} tells it, as it puts a
     * filter before the JVM's own lines.
     */
    public static boolean error() {
        String told = System.getProperty("freshet.stderr.terminal", "");
        boolean terminal = told.isEmpty()
                ? new ExecTerminalProvider().isSystemStream(SystemStream.Error)
                : Boolean.parseBoolean(told);
        return terminal && !dumb();
    }

    /** Whether the terminal knows no escape codes. */
    public static boolean dumb() {
        return "dumb".equals(System.getenv("TERM"));
    }
}
