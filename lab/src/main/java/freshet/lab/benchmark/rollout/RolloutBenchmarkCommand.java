package freshet.lab.benchmark.rollout;

import freshet.cli.AtLeastOne;
import freshet.cli.CommandException;
import freshet.cli.ReadingOptions;
import freshet.cli.log.LogInput;
import freshet.cli.rollout.RolloutRules;
import freshet.cli.terminal.Progress;
import freshet.lab.benchmark.rollout.RolloutSimulation.Outcome;
import freshet.model.data.LoggedEvent;
import freshet.model.evaluation.SessionRanks;
import freshet.model.load.ModelLoader;
import freshet.model.load.ServedModel;
import freshet.model.session.SessionRules;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet benchmark rollout}. */
@Command(
        name = "rollout",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows by simulation how often the judge of rollout errs, and how many predictions it needs. The"
                + " sessions are those of two real models on a log, drawn with replacement.",
        footer = {
            "",
            "A coin says for each drawn session which model is the champion there: so both are equally good. A gain is"
                    + " made by dropping hits of the champion at random. A gain of 2 % is relative: 0.51 instead of"
                    + " 0.50. The same seed gives the same figures. Exit status 1 if the judge errs too often."
        })
public final class RolloutBenchmarkCommand implements Callable<Integer> {
    private static final int K = 20;
    private static final List<Double> DIFFERENCES = List.of(0.01, 0.02, 0.05);
    private static final int PER_CENT = 100;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            arity = "1",
            paramLabel = "FILE",
            description = "A model's bundle; give two, as --model A --model B.")
    private List<Path> models = List.of();

    @Option(
            names = "--test",
            required = true,
            paramLabel = "FILE",
            description = "The log; a file or a pipe, .gz is read as is.")
    private Path test;

    @Mixin
    private ReadingOptions reading;

    @Option(
            names = "--trials",
            paramLabel = "N",
            defaultValue = "10000",
            converter = AtLeastOne.class,
            description = "Trials of equal models. Default: ${DEFAULT-VALUE}")
    private int trials;

    @Option(
            names = "--predictions",
            paramLabel = "N",
            defaultValue = "100000",
            converter = AtLeastOne.class,
            description = "Predictions of each of them. Default: ${DEFAULT-VALUE}")
    private int predictions;

    @Option(
            names = "--power-trials",
            paramLabel = "N",
            defaultValue = "200",
            converter = AtLeastOne.class,
            description = "Trials per difference, to see how long they take. Default: ${DEFAULT-VALUE}")
    private int powerTrials;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "1000000",
            converter = AtLeastOne.class,
            description = "Most predictions of each of them. Default: ${DEFAULT-VALUE}")
    private int most;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "18", description = "Default: ${DEFAULT-VALUE}")
    private long seed;

    @Override
    public Integer call() {
        if (models.size() != 2) {
            throw new CommandException("--model is given " + models.size() + " times; give two bundles");
        }
        PrintWriter out = spec.commandLine().getOut();
        PairedRanks ranks = ranks();
        out.printf(
                Locale.ROOT,
                "%,d predictions in %,d sessions; Recall@20 %.4f and %.4f; in %.1f %% one model alone is right%n",
                ranks.predictions(),
                ranks.sessions().size(),
                ranks.recall(false),
                ranks.recall(true),
                PER_CENT * ranks.discordance());
        RolloutSimulation simulation = new RolloutSimulation(ranks, RolloutRules.DEFAULT, seed);
        Outcome errors = played("equal models", trials, on -> simulation.errors(trials, predictions, on));
        out.printf(
                Locale.ROOT,
                "equal models: %,d of %,d trials err (%.2f %%), %,d looks each; the level is %.0f %%%n",
                errors.decided(),
                trials,
                PER_CENT * errors.share(),
                predictions / RolloutSimulation.LOOK,
                PER_CENT * RolloutRules.DEFAULT.level());
        double tolerated = RolloutRules.DEFAULT.tolerance();
        Outcome passed =
                played("a loss as tolerated", trials, on -> simulation.passes(tolerated, trials, predictions, on));
        out.printf(
                Locale.ROOT,
                "a loss of %.0f %%, as tolerated: %,d of %,d trials find less (%.2f %%)%n",
                PER_CENT * tolerated,
                passed.decided(),
                trials,
                PER_CENT * passed.share());
        out.println("predictions until …                        half of the trials  nine in ten  decided");
        for (double each : DIFFERENCES) {
            row(out, each, "a gain of %s is certain", on -> simulation.gains(each, powerTrials, most, on));
        }
        for (double each : DIFFERENCES) {
            row(out, each, "equal: no loss over %s", on -> simulation.noLoss(each, powerTrials, most, on));
        }
        for (double each : DIFFERENCES) {
            row(out, each, "a loss of %s is certain", on -> simulation.losses(each, 0, powerTrials, most, on));
        }
        out.flush();
        return Math.max(errors.share(), passed.share()) <= RolloutRules.DEFAULT.level()
                ? ExitCode.OK
                : ExitCode.SOFTWARE;
    }

    private void row(PrintWriter out, double each, String what, Function<LongConsumer, Outcome> play) {
        String difference = String.format(Locale.ROOT, "%.0f %%", PER_CENT * each);
        Outcome outcome = played(String.format(Locale.ROOT, what, difference), powerTrials, play);
        out.printf(
                Locale.ROOT,
                "  %-40s %,18d %,12d %7.1f %%%n",
                String.format(Locale.ROOT, what, difference),
                outcome.median(),
                outcome.ninetieth(),
                PER_CENT * outcome.share());
        out.flush();
    }

    private static Outcome played(String what, int count, Function<LongConsumer, Outcome> play) {
        try (Progress progress = Progress.start(what, count)) {
            return play.apply(progress::stepTo);
        }
    }

    private PairedRanks ranks() {
        List<LoggedEvent> log = new ArrayList<>();
        LogInput.read(test, reading.format(), log::add, spec.commandLine().getErr());
        PairedRanks ranks =
                PairedRanks.of(ranks(models.get(0), log), ranks(models.get(1), log), RolloutRules.SESSION_LIMIT);
        if (ranks.sessions().isEmpty()) {
            throw new CommandException("log " + test + " has no session of two events; give another one");
        }
        return ranks;
    }

    private Map<String, List<Integer>> ranks(Path bundle, List<LoggedEvent> log) {
        SessionRules rules = reading.gap().rules(SessionRules.DEFAULT.maxItems());
        try (ServedModel model = ModelLoader.load(bundle, 1)) {
            return SessionRanks.of(model, rules, K, log);
        }
    }
}
