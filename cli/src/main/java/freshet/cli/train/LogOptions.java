package freshet.cli.train;

import freshet.cli.ReadingOptions;
import freshet.cli.SessionGap;
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
            description =
                    "The log to learn from: a file or a pipe, .gz is read as is; of the format avro also a folder.")
    private Path train;

    @Mixin
    private ReadingOptions reading;

    /** The log to learn from. */
    public Path train() {
        return train;
    }

    /** The format of the log to learn from and of all logs beside it. */
    public LogFormat format() {
        return reading.format();
    }

    /** The events that are taken. */
    public EventTypes types() {
        return reading.types();
    }

    /** The pause that ends a session. */
    public SessionGap gap() {
        return reading.gap();
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
