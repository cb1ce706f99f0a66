package freshet.cli.train;

import freshet.cli.AtLeastOne;
import freshet.cli.CommandException;
import freshet.cli.Interruption;
import freshet.cli.OutputFile;
import freshet.cli.trial.ClusterOptions;
import freshet.cli.trial.TrialCluster;
import freshet.trainer.ModelTrainer;
import freshet.trainer.Objective;
import freshet.trainer.Preprocessing;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingPlan;
import freshet.trainer.settings.Setting;
import freshet.trainer.settings.Settings;
import freshet.trainer.tuning.Journal;
import freshet.trainer.tuning.ParallelTuning;
import freshet.trainer.tuning.Search;
import freshet.trainer.tuning.SearchSpace;
import freshet.trainer.tuning.Trial;
import freshet.trainer.tuning.Tuning;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Searches the settings with which a model's trainer does best on later sessions. */
@Command(
        name = "tune",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Searches good settings for a log: trains with settings drawn at random, measures each epoch on later "
                    + "sessions, ends trials that are worse than others, and prints the command that trains with the "
                    + "best.",
            "Without --validate and --validate-share the last tenth of the sessions, by time, is what trials are "
                    + "measured on. Never validate on the log that the model is tested on in the end: the best of "
                    + "many trials is too good on what it was chosen by."
        },
        footer = {
            "",
            "Ctrl-C, or a kill at any moment, loses the running trial alone: the same command goes on from the journal,"
                    + " and with more --trials it adds some."
        })
public final class TuneCommand implements Callable<Integer> {
    private static final double SHARE = 0.1;

    @Spec
    private CommandSpec spec;

    @Mixin
    private LogOptions log;

    @Mixin
    private PreprocessingOptions preprocessing;

    @ArgGroup
    private ValidationOptions validation = new ValidationOptions();

    @Mixin
    private TrainerOptions model;

    @Option(
            names = "--trials",
            defaultValue = "20",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "How many settings are tried in all. Default: ${DEFAULT-VALUE}.")
    private int trials;

    @Mixin
    private SearchOptions search;

    @Option(
            names = "--journal",
            required = true,
            paramLabel = "FILE",
            description =
                    "Where each trial that is over is noted, one JSON object per line. If it exists, the search goes on"
                            + " from it.")
    private Path journal;

    @Mixin
    private ClusterOptions cluster;

    @Option(names = "--print-search", help = true, description = "Print what would be varied, and end.")
    private boolean printSearch;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, String> given = search.fixed(model.settings());
        SearchSpace space = search.space(model.model(), given);
        if (printSearch) {
            out.print(SearchOptions.text(space));
            out.flush();
            return 0;
        }
        log.requireSense();
        cluster.isGiven();
        Preprocessing rules = preprocessing.rules();
        Settings fixed = fixed(given);
        Set<String> ofTheTrainer = names(Trainers.settings(model.model()));
        given.keySet().retainAll(ofTheTrainer);
        ModelTrainer trainer = model.trainer(given); // refuses a wrong setting before the logs are read
        if (!Files.isRegularFile(journal) || !Files.isWritable(journal)) {
            OutputFile.requireWritable("--journal", journal, false);
        }
        TrainingPlan plan = TrainingInput.read(
                        log,
                        rules,
                        validation.orLastShare(SHARE),
                        out,
                        spec.commandLine().getErr())
                .plan();
        if (!cluster.isGiven()) { // else each task manager has a processor of its own, and says it in its log
            KernelLines.print(trainer, plan.data(), out, spec.commandLine().getErr());
        }
        run(search(space, fixed, ofTheTrainer, plan), given, plan, out);
        return 0;
    }

    /** What all trials share, and the settings of the search that its trainer has not. */
    private Settings fixed(Map<String, String> given) {
        List<Setting> allowed = new ArrayList<>(Trainers.settings(model.model()));
        Set<String> ofTheTrainer = names(allowed);
        Search.OWN.stream().filter(own -> !ofTheTrainer.contains(own.name())).forEach(allowed::add);
        try {
            return new Settings(model.model(), allowed, given);
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    private static Set<String> names(List<Setting> settings) {
        return settings.stream().map(Setting::name).collect(Collectors.toSet());
    }

    private Search search(SearchSpace space, Settings fixed, Set<String> ofTheTrainer, TrainingPlan plan) {
        SortedMap<String, String> trained = new TreeMap<>(fixed.values());
        trained.keySet().retainAll(ofTheTrainer);
        return new Search(
                model.model(),
                fixed.choice(Objective.SETTING, Objective.class),
                search.stopping(),
                fixed.longInteger(Search.SEED),
                space,
                trained,
                plan.data().hash(),
                plan.validationHash());
    }

    private void run(
            Search search, TrainingPlan plan, Journal noted, TuningProgress progress, Interruption interruption) {
        Function<Map<String, String>, ModelTrainer> trainers = settings -> Trainers.named(search.model(), settings);
        if (!cluster.isGiven()) {
            new Tuning(search, plan, trainers, progress).run(trials, noted);
        } else if (noted.trials().size() < trials) {
            try (TrialCluster slots = cluster.cluster(search, plan, interruption)) {
                new ParallelTuning(search, trainers, slots, progress).run(trials, noted);
            }
        }
    }

    private void run(Search search, Map<String, String> given, TrainingPlan plan, PrintWriter out) {
        TuningReport report = new TuningReport(search, new TrainingArguments(spec, given));
        Interruption interruption = Interruption.ofSignals();
        try (Journal noted = Journal.open(journal, search)) {
            boolean whole = true;
            try (TuningProgress progress = new TuningProgress(search, trials, noted.trials(), interruption, out)) {
                run(search, plan, noted, progress, interruption);
            } catch (CancellationException e) {
                whole = false;
            } catch (IllegalArgumentException e) {
                throw new CommandException(e.getMessage(), e);
            }
            List<Trial> over = noted.trials();
            out.print(report.table(over));
            out.flush();
            if (!whole) {
                throw new CommandException("stopped with " + over.size() + " of " + trials + " trials in " + journal
                        + "; give the same command again to go on");
            }
            out.print(report.command(over));
            out.flush();
        }
    }
}
