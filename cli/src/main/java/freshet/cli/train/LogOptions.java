package freshet.cli.train;

import freshet.cli.ReadingOptions;
import freshet.cli.SessionGap;
import freshet.cli.kafka.KafkaClientOptions;
import freshet.cli.log.EventTypes;
import freshet.cli.log.SessionLog;
import freshet.cli.topic.TopicLog;
import freshet.cli.topic.TopicOptions;
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

/** The options of a command that learns from a log: which one, and what a session is in it. */
public final class LogOptions {
    private static final List<String> OF_A_LOG = List.of(
            "--train",
            "--kafka",
            "--format",
            "--column-session",
            "--column-item",
            "--column-time",
            "--column-type",
            "--column-event-id",
            "--separator",
            "--time-format",
            "--time-zone",
            "--event-types",
            "--session-gap",
            "--min-support",
            "--min-session-length",
            "--drop-repeats",
            "--validate");

    @Option(
            names = "--train",
            paramLabel = "FILE",
            description =
                    "The log to learn from: a file or a pipe, .gz is read as is; of the format avro also a folder.")
    private Optional<Path> train = Optional.empty();

    @Mixin
    private TopicOptions topic;

    @Option(
            names = "--prepared",
            paramLabel = "FOLDER",
            description = "Instead of a log, the training set that prepare made of one: it is mapped into memory, and"
                    + " the model is the same. How the log is read, and what of it is kept, is said to prepare.")
    private Optional<Path> prepared = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private ReadingOptions reading;

    /**
     * The log to learn from, or the training set that was made of one; of a topic its name.
     *
     * @throws ParameterException if none is given, or two are
     */
    public Path train() {
        if (prepared().isPresent()) {
            return prepared.get();
        }
        if (topic.isGiven() && train.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--kafka and --train name two logs to learn from; leave one of them out");
        }
        return topic.log()
                .map(TopicLog::name)
                .or(() -> train)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "Missing required option: '--train=FILE', or '--kafka=HOST:PORT'"));
    }

    /**
     * Makes sure before any work that there is a log to learn from, and how to read it.
     *
     * @throws ParameterException if there is not
     */
    public void requireSense() {
        train();
        if (prepared.isEmpty()) {
            formatName();
        }
    }

    /** The options of Kafka's clients. */
    KafkaClientOptions client() {
        return topic.client();
    }

    /** Whether the log to learn from is a topic. */
    boolean isTopic() {
        return topic.isGiven();
    }

    /** What the format of the log to learn from is called. */
    public String formatName() {
        return topic.isGiven() ? TopicLog.FORMAT : format().name();
    }

    /**
     * The sessions of the log to learn from.
     *
     * @param out takes a line for all that is guessed of the log, or where a topic was read
     * @throws freshet.model.data.LogException if it cannot be used
     */
    public SessionLog readTrain(PrintWriter out) {
        Path log = train();
        return topic.log()
                .map(events -> SessionLog.read(log, types(), rules(), taken -> events.read(taken, out)))
                .orElseGet(() -> read(log, out));
    }

    /**
     * The training set to learn from, if it is not a log.
     *
     * @throws ParameterException if there is one, and with it what is said to prepare
     */
    public Optional<Path> prepared() {
        prepared.ifPresent(folder -> OF_A_LOG.stream()
                .filter(spec.commandLine().getParseResult()::hasMatchedOption)
                .findFirst()
                .ifPresent(option -> {
                    throw new ParameterException(
                            spec.commandLine(),
                            option + " goes with a log, and " + folder
                                    + " is prepared already; leave it out, or give it to prepare");
                }));
        return prepared;
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
     * The sessions of a log that is a file.
     *
     * @param out takes a line for all that is guessed of the log
     * @throws freshet.model.data.LogException if it cannot be used
     */
    public SessionLog read(Path file, PrintWriter out) {
        return SessionLog.read(file, format(), types(), rules(), out);
    }

    private SessionRules rules() {
        return gap().rules(SessionRules.DEFAULT.maxItems());
    }
}
