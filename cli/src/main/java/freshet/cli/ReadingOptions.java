package freshet.cli;

import freshet.cli.log.EventTypes;
import freshet.model.data.LogFormat;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The options that say how the logs of a command are read: format, columns, events, sessions. A
 * picocli mixin.
 */
public final class ReadingOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--format",
            converter = LogFormatOption.class,
            completionCandidates = LogFormatOption.class,
            paramLabel = "F",
            description = "Format of the log" + LogFormatOption.FORMATS)
    private Optional<LogFormat> format = Optional.empty();

    @Mixin
    private TableOptions table;

    @Mixin
    private EventTypesOption types;

    @Mixin
    private SessionGapOption session;

    /**
     * The format, with what else is said of it.
     *
     * @throws ParameterException if none is given
     */
    public LogFormat format() {
        return table.of(format.orElseThrow(
                () -> new ParameterException(spec.commandLine(), "Missing required option: '--format=F'")));
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
