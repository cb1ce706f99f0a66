package freshet.cli.split;

import freshet.cli.CommandException;
import freshet.cli.LogFormatOption;
import freshet.cli.OutputFile;
import freshet.cli.SessionGapOption;
import freshet.cli.TableOptions;
import freshet.cli.log.EventTypes;
import freshet.cli.log.LogInput;
import freshet.cli.log.SessionLog;
import freshet.model.data.LogFormat;
import freshet.model.data.LogSummary;
import freshet.model.data.Session;
import freshet.model.data.Sessions;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionRules;
import freshet.trainer.SessionMoment;
import freshet.trainer.TimeSplit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet split}. */
@Command(
        name = "split",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Splits a log by time, to train, validate and test on. Every session is whole in one part, the one in "
                    + "which it starts.",
            "The parts are JSON lines, to be read by --format jsonl: they hold sessions, items, times, types and event "
                    + "ids of a log in any format. Malformed lines and repeated events are left out."
        },
        footer = {
            "",
            "For example, the last day to test on and the day before it to validate on:",
            "${ROOT-COMMAND-NAME} split --events clicks.csv --format csv --test 1d --validate 1d "
                    + "--output-train train.jsonl.gz --output-validate validate.jsonl.gz --output-test test.jsonl.gz"
        })
public final class SplitCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--events",
            required = true,
            paramLabel = "FILE",
            description = "The log; a file or a pipe, .gz is read as is.")
    private Path file;

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
    private SessionGapOption session;

    @Option(
            names = "--test",
            converter = PartSize.Converter.class,
            paramLabel = "SIZE",
            description = "The last part: a time before the last event, 1d, or a share of the sessions, 0.1.")
    private Optional<PartSize> test = Optional.empty();

    @Option(
            names = "--validate",
            converter = PartSize.Converter.class,
            paramLabel = "SIZE",
            description = "The part before it, a time or a share of all sessions as well. A share alone gives the"
                    + " parts of train --validate-share.")
    private Optional<PartSize> validate = Optional.empty();

    @Option(
            names = "--by",
            defaultValue = "start",
            paramLabel = "MOMENT",
            description = "Which moment of a session counts: ${COMPLETION-CANDIDATES}. The published splits go by the"
                    + " end, with --session-gap none. Default: ${DEFAULT-VALUE}.")
    private SessionMoment by;

    @Option(
            names = "--output-train",
            required = true,
            paramLabel = "FILE",
            description = "Where the first part goes; by gzip if the name ends in .gz, as all parts.")
    private Path trainFile;

    @Option(names = "--output-validate", paramLabel = "FILE", description = "Where the part of --validate goes.")
    private Optional<Path> validateFile = Optional.empty();

    @Option(names = "--output-test", paramLabel = "FILE", description = "Where the part of --test goes.")
    private Optional<Path> testFile = Optional.empty();

    @Option(names = "--force", description = "Replace files that exist.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        requireSense();
        Map<Long, String> eventIds = new HashMap<>();
        SessionLog log = read(eventIds);
        List<Part> parts = parts(log.sessions());
        EventLines lines = new EventLines(eventIds);
        for (Part part : parts) {
            lines.write(part.file(), part.sessions());
        }
        tell(parts);
        return 0;
    }

    private void requireSense() throws IOException {
        if (test.isEmpty() && validate.isEmpty()) {
            throw wrong("there is nothing to split off; give --test SIZE, --validate SIZE or both");
        }
        if (test.isPresent() != testFile.isPresent()) {
            throw wrong("--test and --output-test belong together; give both or neither");
        }
        if (validate.isPresent() != validateFile.isPresent()) {
            throw wrong("--validate and --output-validate belong together; give both or neither");
        }
        Set<Path> different = new HashSet<>(Set.of(file.toAbsolutePath().normalize()));
        Map<String, Path> outputs = new HashMap<>(Map.of("--output-train", trainFile));
        validateFile.ifPresent(output -> outputs.put("--output-validate", output));
        testFile.ifPresent(output -> outputs.put("--output-test", output));
        for (Map.Entry<String, Path> output : outputs.entrySet()) {
            OutputFile.requireWritable(output.getKey(), output.getValue(), force);
            boolean same =
                    Files.exists(file) && Files.exists(output.getValue()) && Files.isSameFile(file, output.getValue());
            if (same || !different.add(output.getValue().toAbsolutePath().normalize())) {
                throw wrong(output.getKey() + " " + output.getValue()
                        + " is the log itself or another part; name a file of its own");
            }
        }
    }

    private SessionLog read(Map<Long, String> eventIds) {
        PrintWriter out = spec.commandLine().getOut();
        Sessions.Builder sessions = new Sessions.Builder(session.gap().rules(SessionRules.DEFAULT.maxItems()));
        LogSummary summary = LogInput.read(
                file,
                table.of(format),
                logged -> {
                    sessions.accept(logged);
                    if (logged.event().eventKey() != ItemEvent.NO_KEY) {
                        eventIds.put(logged.event().eventKey(), logged.eventId());
                    }
                },
                out);
        SessionLog log = new SessionLog(file, summary, EventTypes.ALL, sessions.build());
        out.println(log.words(session.gap().words()));
        log.types().words(summary).ifPresent(words -> out.println("event types read: " + words));
        return log;
    }

    private List<Part> parts(List<Session> sessions) {
        OptionalLong testFrom =
                test.map(size -> OptionalLong.of(size.from(sessions, by))).orElse(OptionalLong.empty());
        List<Part> parts = new ArrayList<>();
        List<Session> rest = sessions;
        if (testFrom.isPresent()) {
            TimeSplit split = TimeSplit.at(rest, testFrom.getAsLong(), by);
            parts.add(part("test", testFile.orElseThrow(), split.later(), testFrom.getAsLong()));
            rest = split.earlier();
        }
        if (validate.isPresent()) {
            long validateFrom = whole(validate.get()).from(sessions, by);
            TimeSplit split = TimeSplit.at(rest, validateFrom, by);
            parts.add(0, part("validate", validateFile.orElseThrow(), split.later(), validateFrom));
            rest = split.earlier();
        }
        parts.add(0, part("train", trainFile, rest, Long.MIN_VALUE));
        return parts;
    }

    private PartSize whole(PartSize validated) {
        try {
            PartSize whole = test.map(validated::with).orElse(validated);
            if (whole instanceof PartSize.Share share && share.share() >= 1) {
                throw wrong("--test and --validate are all sessions together; leave some to train on");
            }
            return whole;
        } catch (IllegalArgumentException e) {
            throw wrong("--test and --validate: " + e.getMessage());
        }
    }

    private Part part(String name, Path output, List<Session> sessions, long fromMillis) {
        if (sessions.isEmpty()) {
            throw new CommandException("log " + file + " leaves no session to the part " + name
                    + (fromMillis == Long.MIN_VALUE
                            ? "; make the others smaller"
                            : ", which begins at " + Instant.ofEpochMilli(fromMillis) + "; make it larger"));
        }
        return new Part(name, output, sessions);
    }

    private void tell(List<Part> parts) {
        PrintWriter out = spec.commandLine().getOut();
        long over = 0;
        for (int i = 0; i + 1 < parts.size(); i++) {
            long next =
                    parts.get(i + 1).sessions().stream().mapToLong(by::of).min().orElseThrow();
            over += parts.get(i).sessions().stream()
                    .filter(each -> SessionMoment.END.of(each) >= next)
                    .count();
        }
        out.printf(
                Locale.ROOT,
                "each session is whole in the part in which it %s; %,d sessions of an earlier part go on when the next"
                        + " one has begun%n",
                by == SessionMoment.START ? "starts" : "ends",
                over);
        parts.forEach(part -> out.println(part.words()));
        out.flush();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** One part and where it goes; at least one session. */
    private record Part(String name, Path file, List<Session> sessions) {

        String words() {
            return String.format(
                    Locale.ROOT,
                    "%s: %,d sessions, %,d events, from %s to %s: %s",
                    name,
                    sessions.size(),
                    sessions.stream().mapToLong(each -> each.events().size()).sum(),
                    Instant.ofEpochMilli(sessions.stream()
                            .mapToLong(SessionMoment.START::of)
                            .min()
                            .orElseThrow()),
                    Instant.ofEpochMilli(sessions.stream()
                            .mapToLong(SessionMoment.END::of)
                            .max()
                            .orElseThrow()),
                    file);
        }
    }
}
