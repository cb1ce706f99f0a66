package freshet.cli;

import freshet.cli.log.EventTypes;
import freshet.model.data.LogFormat;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options that say how the logs of a command are read: format, columns, events, sessions. A
 * picocli mixin.
 */
public final class ReadingOptions {
    @Option(
            names = "--format",
            required = true,
            converter = LogFormatOption.class,
            completionCandidates = LogFormatOption.class,
            paramLabel = "F",
            description = "Format of the log" + LogFormatOption.FORMATS)
    private LogFormat format;

    @Mixin
    private TableOptions table;

    @Mixin
    private EventTypesOption types;

    @Mixin
    private SessionGapOption session;

    /** The format, with what else is said of it. */
    public LogFormat format() {
        return table.of(format);
    }

    /** The events that are taken. */
    public EventTypes types() {
        return types.types();
    }

    /** The pause that ends a session. */
    public SessionGap gap() {
        return session.gap();
    }
}
