package freshet.cli.train;

import freshet.cli.EventTypesOption;
import freshet.cli.LogFormatOption;
import freshet.cli.SessionGap;
import freshet.cli.SessionGapOption;
import freshet.cli.TableOptions;
import freshet.cli.log.EventTypes;
import freshet.cli.log.SessionLog;
import freshet.model.data.LogFormat;
import freshet.model.session.SessionRules;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a command that learns from a log: which one, and what a session is in it. */
public final class LogOptions {
    @Option(
            names = "--train",
            required = true,
            paramLabel = "FILE",
            description = "The log to learn from; a file or a pipe, .gz is read as is.")
    private Path train;

    @Option(
            names = "--format",
            required = true,
            converter = LogFormatOption.class,
            completionCandidates = LogFormatOption.class,
            paramLabel = "F",
            description = "Format of the logs" + LogFormatOption.FORMATS)
    private LogFormat format;

    @Mixin
    private TableOptions table;

    @Mixin
    private EventTypesOption types;

    @Mixin
    private SessionGapOption session;

    /** The log to learn from. */
    public Path train() {
        return train;
    }

    /** The format of the log to learn from and of all logs beside it. */
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

    /**
     * The sessions of a log.
     *
     * @param out takes a line for all that is guessed of the log
     * @throws freshet.model.data.LogException if it cannot be used
     */
    public SessionLog read(Path file, PrintWriter out) {
        return SessionLog.read(file, format(), types(), gap().rules(SessionRules.DEFAULT.maxItems()), out);
    }
}
