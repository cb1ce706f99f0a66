package freshet.cli.replay;

import freshet.cli.Interruption;
import freshet.cli.LogFormatOption;
import freshet.cli.TableOptions;
import freshet.cli.TimeText;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.kafka.KafkaOptions;
import freshet.cli.log.LogInput;
import freshet.model.data.LogFormat;
import freshet.model.data.LogSummary;
import freshet.model.data.LoggedEvent;
import freshet.schema.event.EventFormat;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code freshet replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Sends a recorded log to Kafka, at its own pace, faster, or as fast as possible.",
        footer = {"", "Exit status 0 only if the broker has every event; 130 after Ctrl-C."})
public final class ReplayCommand implements Callable<Integer> {
    /** The shell's status of a program that Ctrl-C ended. */
    private static final int INTERRUPTED = 130;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--events",
            required = true,
            paramLabel = "FILE",
            description = "The log; a file or a pipe, .gz is read as is.")
    private Path file;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            converter = LogFormatOption.class,
            completionCandidates = LogFormatOption.class,
            description = "Its format" + LogFormatOption.FORMATS)
    private LogFormat logFormat;

    @Mixin
    private TableOptions table;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            defaultValue = "events",
            description = "Where to send it. Default: ${DEFAULT-VALUE}")
    private String topic;

    @Option(
            names = "--speed",
            defaultValue = "1",
            paramLabel = "N|max",
            converter = PaceOption.class,
            description = "Times the recorded pace, or max for as fast as possible. Default: ${DEFAULT-VALUE}")
    private Pace pace;

    @Option(
            names = "--max-gap",
            paramLabel = "TIME",
            converter = TimeText.class,
            description =
                    "Shorten recorded pauses to this before --speed is applied: 30min, 12h. Default: all are kept.")
    private Optional<Duration> maxGap;

    @Option(
            names = "--events-format",
            paramLabel = "F",
            defaultValue = "avro",
            converter = WrittenFormat.class,
            completionCandidates = WrittenFormat.class,
            description = "How events are encoded: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private EventFormat eventsFormat;

    @Option(names = "--limit", paramLabel = "N", description = "Send at most the first N events.")
    private long limit = Long.MAX_VALUE;

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit is " + limit + "; it must be at least 1");
        }
        table.of(logFormat); // refuses wrong options before it asks a broker
        return kafka.connected(this::replay);
    }

    private int replay(KafkaConnection connection) {
        List<LoggedEvent> events = read();
        warnOfRetention(connection, events.get(0));
        Replay.Result result;
        try (Producer<byte[], byte[]> producer = connection.producer()) {
            ReplayTimer timer = new InterruptibleTimer(Interruption.ofSignals());
            result = new Replay(producer, topic, eventsFormat, paced(), timer, this::say).run(events);
        }
        report(result);
        return result.complete() ? ExitCode.OK : INTERRUPTED;
    }

    private Pace paced() {
        return maxGap.map(gap -> pace.withMaxGap(gap.toMillis())).orElse(pace);
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private List<LoggedEvent> read() {
        List<LoggedEvent> log = new ArrayList<>();
        LogSummary summary = LogInput.read(
                file, table.of(logFormat), log::add, spec.commandLine().getErr());
        if (summary.malformed() > 0) {
            spec.commandLine().getErr().println("passed over in " + file + ": " + summary.faults());
        }
        return ReplayLog.ordered(log, limit);
    }

    private void warnOfRetention(KafkaConnection connection, LoggedEvent oldest) {
        try (Admin admin = connection.admin()) {
            new EventsTopic(connection, admin, topic)
                    .retentionWarning(Instant.ofEpochMilli(oldest.event().timeMillis()), Instant.now())
                    .ifPresent(spec.commandLine().getErr()::println);
        }
    }

    private void report(Replay.Result result) {
        double seconds = Math.max(result.elapsedNanos() / NANOS_PER_SECOND, 1e-3);
        String lag = pace == Pace.MAX
                ? ""
                : String.format(
                        Locale.ROOT, ", at most %.1f ms behind the pace", result.maxLagNanos() / NANOS_PER_MILLI);
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(
                Locale.ROOT,
                "%s%,d of %,d events sent to %s and acknowledged in %.1f s (%,.0f/s)%s",
                result.complete() ? "" : "interrupted: ",
                result.acknowledged(),
                result.events(),
                topic,
                seconds,
                result.acknowledged() / seconds,
                lag));
        out.flush();
    }

    /** The time of this machine, until the user interrupts. */
    private static final class InterruptibleTimer implements ReplayTimer {
        private final Interruption interruption;

        InterruptibleTimer(Interruption interruption) {
            this.interruption = interruption;
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void await(long millis) {
            try {
                interruption.await(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public boolean ended() {
            return interruption.asked() || Thread.currentThread().isInterrupted();
        }
    }

    /** Reads the option {@code --speed}. */
    private static final class PaceOption implements ITypeConverter<Pace> {

        @Override
        public Pace convert(String text) {
            try {
                return Pace.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
