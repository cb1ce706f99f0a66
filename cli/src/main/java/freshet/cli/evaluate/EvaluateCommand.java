package freshet.cli.evaluate;

import freshet.cli.AtLeastOne;
import freshet.cli.ReadingOptions;
import freshet.cli.RetainedItems;
import freshet.cli.log.EventTypes;
import freshet.cli.log.LogInput;
import freshet.cli.log.SuspectIds;
import freshet.cli.terminal.Effort;
import freshet.cli.terminal.Progress;
import freshet.cli.topic.TopicLog;
import freshet.cli.topic.TopicOptions;
import freshet.model.data.LogSummary;
import freshet.model.data.LoggedEvent;
import freshet.model.evaluation.Evaluation;
import freshet.model.evaluation.EvaluationSettings;
import freshet.model.evaluation.Evaluator;
import freshet.model.evaluation.TieRule;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Measures models on a recorded log as the job would answer it. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Measures models on a recorded log as the job would answer it: every event is answered, and every"
                + " answer judged against the next event of its session, all items ranked.",
        footer = {"", "Exit status 1 if no session has two events: there is nothing to predict then."})
public final class EvaluateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "FILE",
            description = "A model's bundle; may be repeated, to compare several on the same log.")
    private List<Path> models = List.of();

    @Option(
            names = "--test",
            paramLabel = "FILE",
            description = "The log: a file or a pipe, .gz is read as is; of the format avro also a folder.")
    private Optional<Path> test = Optional.empty();

    @Mixin
    private TopicOptions topic;

    @Mixin
    private ReadingOptions reading;

    @Option(
            names = "--max-items",
            defaultValue = "50",
            converter = RetainedItems.class,
            paramLabel = "N",
            description = "Newest events that a session retains. Default: ${DEFAULT-VALUE}.")
    private int maxItems;

    @Option(
            names = "--k",
            defaultValue = "20",
            split = ",",
            converter = AtLeastOne.class,
            paramLabel = "K",
            description = "Ranks that count; several with commas between them. Default: ${DEFAULT-VALUE}.")
    private List<Integer> cutoffs = List.of();

    @Option(
            names = "--ties",
            defaultValue = "served",
            converter = TieRuleOption.class,
            completionCandidates = TieRuleOption.class,
            paramLabel = "RULE",
            description = "Where an item ranks among others of the same score: ${COMPLETION-CANDIDATES}. Default:"
                    + " ${DEFAULT-VALUE}, as the job answers.")
    private TieRule ties;

    @Option(
            names = "--exclude-current",
            description =
                    "Do not recommend the current item again: it ranks nowhere, and is a miss where it comes next.")
    private boolean excludeCurrent;

    @Option(names = "--json", description = "Print one JSON object per model, each on a line, instead of the table.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Path log = log();
        String format = topic.isGiven() ? TopicLog.FORMAT : reading.format().name();
        List<ServedModel> loaded = new ArrayList<>();
        try {
            // All before the first is measured, so that a wrong file is known in seconds.
            models.forEach(file -> loaded.add(ModelLoader.load(file, 1)));
            List<LoggedEvent> events = new ArrayList<>();
            LogSummary summary = read(log, events);
            warnOfIds(log, events);
            TestLog tested = new TestLog(log, reading.gap());
            PlayedLog played = new PlayedLog(log, format, reading.gap(), maxItems, reading.types(), summary);
            List<MeasuredModel> measured = new ArrayList<>();
            for (int i = 0; i < loaded.size(); i++) {
                measured.add(measure(models.get(i), loaded.get(i), events));
                tested.requirePredictions(
                        measured.get(i).evaluation().metrics().predictions(),
                        measured.get(i).evaluation().sessions());
                warnOfUnknown(tested, measured.get(i));
            }
            print(played, measured, out);
            return 0;
        } finally {
            loaded.forEach(ServedModel::close);
        }
    }

    private Path log() {
        if (topic.isGiven() && test.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--kafka and --test name two logs to measure on; leave one of them out");
        }
        return topic.log()
                .map(TopicLog::name)
                .or(() -> test)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "Missing required option: '--test=FILE', or '--kafka=HOST:PORT'"));
    }

    /** What is guessed goes to standard error: standard output may be for a program. */
    private LogSummary read(Path log, List<LoggedEvent> events) {
        EventTypes taken = reading.types();
        Consumer<LoggedEvent> add = logged -> {
            if (taken.take(logged)) {
                events.add(logged);
            }
        };
        PrintWriter err = spec.commandLine().getErr();
        LogSummary summary = topic.log()
                .map(of -> of.read(add, err))
                .orElseGet(() -> LogInput.read(log, reading.format(), add, err));
        taken.requireIn(log, summary);
        return summary;
    }

    private MeasuredModel measure(Path file, ServedModel model, List<LoggedEvent> events) {
        EvaluationSettings settings = new EvaluationSettings(cutoffs, ties, excludeCurrent).withProbabilities();
        try (Progress progress = Progress.start("evaluating " + file.getFileName(), events.size())) {
            Effort.Start start = Effort.Start.now();
            Evaluation evaluation =
                    new Evaluator(model, reading.gap().rules(maxItems), settings).evaluate(events, progress::stepTo);
            return new MeasuredModel(file, model.model().vocabulary().size(), evaluation, start.untilNow());
        }
    }

    private void warnOfIds(Path log, List<LoggedEvent> events) {
        PrintWriter err = spec.commandLine().getErr();
        SuspectIds.warnings(each -> events.forEach(
                        logged -> each.accept(logged.sessionId(), logged.event().itemId())))
                .forEach(warning -> err.println("freshet: warning: log " + log + ": " + warning));
        err.flush();
    }

    private void warnOfUnknown(TestLog tested, MeasuredModel model) {
        PrintWriter err = spec.commandLine().getErr();
        tested.unknownItems(model.evaluation(), model.file().toString())
                .ifPresent(warning -> err.println("freshet: " + warning));
        err.flush();
    }

    private void print(PlayedLog log, List<MeasuredModel> measured, PrintWriter out) {
        if (json) {
            EvaluationJson lines = new EvaluationJson(log);
            measured.forEach(model -> out.println(lines.line(model)));
        } else {
            out.println(new EvaluationTable(log, measured).text());
        }
    }

    /** Reads an option that names a tie rule, and lists the names for its help. */
    private static final class TieRuleOption implements ITypeConverter<TieRule>, Iterable<String> {

        @Override
        public TieRule convert(String name) {
            return Stream.of(TieRule.values())
                    .filter(rule -> rule.toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "\"" + name + "\" is no tie rule; there are " + names().collect(Collectors.joining(", "))));
        }

        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }

        private static Stream<String> names() {
            return Stream.of(TieRule.values()).map(TieRule::toString);
        }
    }
}
