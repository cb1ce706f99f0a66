package freshet.cli.split;

import freshet.cli.CommandException;
import freshet.cli.OutputFile;
import freshet.cli.ReadingOptions;
import freshet.cli.log.EventTypes;
import freshet.cli.log.LogInput;
import freshet.cli.log.SessionLog;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
                    + "which it starts, or ends with --by end.",
            "The parts are JSON lines, to be read by --format jsonl: they hold sessions, items, times, types and event "
                    + "ids of a log in any format. Malformed lines and repeated events are left out. Read the "
                    + "parts with the same --session-gap: another one makes other sessions of them."
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

    @Mixin
    private ReadingOptions reading;

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
        new EventLines(eventIds).write(parts);
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
        validate.ifPresent(this::whole); // before the log is read
        Map<String, Path> others = new LinkedHashMap<>(Map.of("--events", file));
        requireOutput("train", trainFile, others);
        if (validateFile.isPresent()) {
            requireOutput("validate", validateFile.get(), others);
        }
        if (testFile.isPresent()) {
            requireOutput("test", testFile.get(), others);
        }
    }

    private void requireOutput(String part, Path output, Map<String, Path> others) throws IOException {
        String option = Part.option(part);
        for (Map.Entry<String, Path> other : others.entrySet()) {
            if (same(output, other.getValue())) {
                throw wrong(option + " " + output + " is the file of " + other.getKey() + ", too; name another one");
            }
        }
        others.put(option, output);
        OutputFile.requireWritable(option, output, force);
        if (!EventLines.named(output)) {
            spec.commandLine()
                    .getErr()
                    .println("freshet: warning: " + option + " " + output
                            + " gets JSON lines, to be read by --format jsonl; a name in .jsonl or .jsonl.gz says so");
        }
    }

    private static boolean same(Path one, Path other) throws IOException {
        return Files.exists(one) && Files.exists(other)
                ? Files.isSameFile(one, other)
                : one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    private SessionLog read(Map<Long, String> eventIds) {
        PrintWriter out = spec.commandLine().getOut();
        EventTypes taken = reading.types();
        Sessions.Builder sessions = new Sessions.Builder(reading.gap().rules(SessionRules.DEFAULT.maxItems()));
        LogSummary summary = LogInput.read(
                file,
                reading.format(),
                logged -> {
                    if (!taken.take(logged)) {
                        return;
                    }
                    sessions.accept(logged);
                    if (logged.event().eventKey() != ItemEvent.NO_KEY) {
                        eventIds.put(logged.event().eventKey(), logged.eventId());
                    }
                },
                out);
        taken.requireIn(file, summary);
        SessionLog log = new SessionLog(file, summary, taken, sessions.build());
        out.println(log.words(reading.gap().words()));
        log.types().words(summary).ifPresent(words -> out.println("event types read: " + words));
        return log;
    }

    private List<Part> parts(List<Session> sessions) {
        if (test.or(() -> validate).orElseThrow() instanceof PartSize.Span last) {
            LastEvents.of(sessions).warning(last.time()).ifPresent(words -> spec.commandLine()
                    .getErr()
                    .println("freshet: warning: log " + file + ": " + words));
        }
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
}
