package freshet.cli;

import picocli.CommandLine.Option;

/** The option {@code --session-gap}, the same in every command that knows sessions. */
public final class SessionGapOption {
    @Option(
            names = "--session-gap",
            defaultValue = "30min",
            converter = SessionGap.Converter.class,
            paramLabel = "TIME",
            description = "A longer pause starts a new session in all formats, also where the log names "
                    + "sessions, as the job's session.gap does; none: sessions are what their id says. Default: "
                    + "${DEFAULT-VALUE}.")
    private SessionGap gap;

    /** The gap as given, or the default. */
    public SessionGap gap() {
        return gap;
    }
}
