package freshet.lab.benchmark;

import freshet.cli.evaluate.TestLog;
import freshet.cli.log.EventTypes;
import freshet.cli.log.LogInput;
import freshet.cli.terminal.Effort;
import freshet.cli.train.LogOptions;
import freshet.cli.train.PreprocessingOptions;
import freshet.cli.train.TrainerOptions;
import freshet.cli.train.TrainingInput;
import freshet.cli.train.TrainingProgress;
import freshet.cli.train.ValidationOptions;
import freshet.lab.benchmark.QualityReport.SeedRun;
import freshet.model.bundle.ModelBundle;
import freshet.model.data.LogSummary;
import freshet.model.data.LoggedEvent;
import freshet.model.data.Sessions;
import freshet.model.evaluation.Evaluator;
import freshet.model.evaluation.RankingMetrics;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import freshet.model.session.SessionRules;
import freshet.trainer.ModelTrainer;
import freshet.trainer.TrainingPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how good a model's settings are on a log that was held back, over several seeds. */
@Command(
        name = "quality",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Trains a model once per seed, measures each on a test log as the job would answer it, and prints the"
                        + " mean and the spread. Choose settings on a validation log; the test log is for the "
                        + "last word.")
final class QualityBenchmarkCommand implements Callable<Integer> {
    private static final int K = 20;

    @Spec
    private CommandSpec spec;

    @Mixin
    private LogOptions log;

    @Option(
            names = "--test",
            required = true,
            paramLabel = "FILE",
            description = "The log to measure on, in the same format; a file or a pipe, .gz is read as is.")
    private Path test;

    @Mixin
    private PreprocessingOptions preprocessing;

    @Mixin
    private TrainerOptions model;

    @Option(
            names = "--seeds",
            defaultValue = "42,43,44",
            split = ",",
            paramLabel = "N",
            description = "A training each, instead of --seed; a model that counts has none and is trained once."
                    + " Default: ${DEFAULT-VALUE}.")
    private List<Long> seeds = List.of();

    @Mixin
    private FiguresOutput output;

    @Override
    public Integer call() throws IOException {
        output.requireWritable();
        PrintWriter out = spec.commandLine().getOut();
        Map<OptionalLong, ModelTrainer> trainers = trainers();
        List<LoggedEvent> held = new ArrayList<>();
        LogSummary summary = LogInput.read(test, log.format(), taken(held), out);
        out.printf(Locale.ROOT, "read %s: %,d events%s%n", test, summary.events(), faults(summary));
        log.types().requireIn(test, summary);
        log.types().words(summary).ifPresent(words -> out.println("event types read: " + words));
        requirePredictions(held);
        TrainingPlan plan = TrainingInput.read(
                        log,
                        preprocessing.rules(),
                        new ValidationOptions(),
                        out,
                        spec.commandLine().getErr())
                .plan();
        List<SeedRun> runs = new ArrayList<>();
        trainers.forEach((seed, trainer) -> runs.add(run(seed, trainer, plan, held, out)));
        QualityReport report =
                new QualityReport(BenchmarkMachine.here(), model.model(), model.settings(), log.train(), test, runs);
        output.write(report, out);
        return 0;
    }

    private Map<OptionalLong, ModelTrainer> trainers() {
        Map<OptionalLong, ModelTrainer> trainers = new LinkedHashMap<>();
        if (model.neural()) {
            seeds.forEach(seed -> trainers.put(OptionalLong.of(seed), model.trainer(seed)));
        } else {
            trainers.put(OptionalLong.empty(), model.trainer());
        }
        return trainers;
    }

    private Consumer<LoggedEvent> taken(List<LoggedEvent> held) {
        EventTypes types = log.types();
        return logged -> {
            if (types.take(logged)) {
                held.add(logged);
            }
        };
    }

    private static String faults(LogSummary summary) {
        return summary.malformed() == 0 ? "" : "; passed over: " + summary.faults();
    }

    /** Before the trainings, whose figures would be over no case. */
    private void requirePredictions(List<LoggedEvent> held) {
        new TestLog(test, log.gap())
                .requirePredictions(Sessions.of(held, log.gap().rules(SessionRules.DEFAULT.maxItems())));
    }

    private SeedRun run(
            OptionalLong seed, ModelTrainer trainer, TrainingPlan plan, List<LoggedEvent> held, PrintWriter out) {
        seed.ifPresent(value -> out.println("seed " + value));
        out.flush();
        Effort.Start start = Effort.Start.now();
        ModelBundle bundle;
        try (TrainingProgress progress = new TrainingProgress(out)) {
            bundle = trainer.train(plan, progress);
        }
        Effort training = start.untilNow();
        return new SeedRun(seed, measure(bundle, held), training);
    }

    private RankingMetrics measure(ModelBundle bundle, List<LoggedEvent> held) {
        SessionRules rules = log.gap().rules(SessionRules.DEFAULT.maxItems());
        try (ServedModel served = ModelLoader.load(bundle, 1)) {
            return new Evaluator(served, rules, K).evaluate(held).metrics();
        }
    }
}
