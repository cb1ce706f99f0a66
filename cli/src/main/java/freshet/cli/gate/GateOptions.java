package freshet.cli.gate;

import freshet.cli.AtLeastOne;
import freshet.cli.EventTypesOption;
import freshet.cli.LogFormatOption;
import freshet.cli.SessionGapOption;
import freshet.cli.TableOptions;
import freshet.cli.log.EventTypes;
import freshet.cli.log.SessionLog;
import freshet.model.data.LogFormat;
import freshet.model.session.SessionRules;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options by which a publication passes the gate first: a picocli mixin. */
public final class GateOptions {
    private static final List<String> OF_THE_GATE = List.of("--gate-margin", "--gate-least");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--gate",
            paramLabel = "LOG",
            description = "Publish only what is no worse than the announced model: both answer the sessions of this log"
                    + " that neither has seen. Needs --format.")
    private Optional<Path> log = Optional.empty();

    @Option(
            names = "--gate-margin",
            defaultValue = "0.01",
            paramLabel = "X",
            description = "With --gate: the share of the announced model's Recall@20, and of its MRR@20, that the new"
                    + " one may lose. Default: ${DEFAULT-VALUE}.")
    private double margin;

    @Option(
            names = "--gate-least",
            defaultValue = "1000",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "With --gate: with fewer predictions nothing is published. Default: ${DEFAULT-VALUE}.")
    private int least;

    @Option(
            names = "--format",
            converter = LogFormatOption.class,
            completionCandidates = LogFormatOption.class,
            paramLabel = "F",
            description = "With --gate: format of the log" + LogFormatOption.FORMATS)
    private Optional<LogFormat> format = Optional.empty();

    @Mixin
    private TableOptions table;

    @Mixin
    private EventTypesOption types;

    @Mixin
    private SessionGapOption session;

    /**
     * Makes sure that the options fit together.
     *
     * @throws ParameterException if they do not
     */
    public void requireSense() {
        if (log.isPresent() != format.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--gate and --format belong together; give both or neither");
        }
        if (log.isEmpty()) {
            table.requireNone();
            OF_THE_GATE.stream()
                    .filter(spec.commandLine().getParseResult()::hasMatchedOption)
                    .findFirst()
                    .ifPresent(option -> {
                        throw new ParameterException(
                                spec.commandLine(), option + " goes with --gate; give it, or leave " + option + " out");
                    });
        }
        rules();
    }

    /** Whether a gate is wanted. */
    public boolean wanted() {
        return log.isPresent();
    }

    /**
     * The verdict over a candidate.
     *
     * @param out takes a line for all that is guessed of the log, and what was read of it
     * @throws freshet.model.data.LogException if the log cannot be used
     */
    public GateVerdict judge(Path candidate, Optional<Path> champion, PrintWriter out) {
        SessionRules sessions = session.gap().rules(SessionRules.DEFAULT.maxItems());
        EventTypes taken = types.types();
        SessionLog read = SessionLog.read(log.orElseThrow(), table.of(format.orElseThrow()), taken, sessions, out);
        taken.requireIn(read.file(), read.summary());
        out.println(read.words(session.gap().words()));
        out.flush();
        return new Gate(rules(), sessions).judge(candidate, champion, read.sessions());
    }

    private GateRules rules() {
        try {
            return new GateRules(margin, least);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--gate-margin: " + e.getMessage());
        }
    }
}
