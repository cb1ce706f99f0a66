package freshet.cli.compare;

import freshet.cli.CommandException;
import freshet.cli.OutputFile;
import freshet.cli.Version;
import freshet.cli.evaluate.TestLog;
import freshet.cli.log.EventTypes;
import freshet.cli.log.LogInput;
import freshet.cli.train.HoldOutOptions;
import freshet.cli.train.KindNames;
import freshet.cli.train.LogOptions;
import freshet.cli.train.PreprocessingOptions;
import freshet.cli.train.TrainingInput;
import freshet.model.bundle.BundleException;
import freshet.model.data.LogSummary;
import freshet.model.data.LoggedEvent;
import freshet.trainer.TrainingException;
import freshet.trainer.report.ComparisonReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet compare}. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains models on a log, measures each on a later one as the job would answer it, and shows them side by"
                    + " side: Recall@20, MRR@20, coverage, calibration, time of training, events answered per"
                    + " core-second, bytes of the bundle and of a session."
        },
        footer = {
            "",
            "For several logs give the command once for each, with the same journal: page and tables show all of it.",
            "Ctrl-C, or a kill at any moment, loses the running epoch alone: the same command goes on from the"
                    + " journal and the snapshot beside it. A model that counts begins anew.",
            "The tables go to standard output as Markdown. Exit status 1 if a training failed.",
            "",
            "  ${ROOT-COMMAND-NAME} compare --train clicks.csv --test later.csv --format csv --journal compare.jsonl"
        })
public final class CompareCommand implements Callable<Integer> {
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

    @Option(names = "--name", paramLabel = "NAME", description = "What the log is called. Default: the path of --test.")
    private Optional<String> name = Optional.empty();

    @Mixin
    private PreprocessingOptions preprocessing;

    @ArgGroup
    private HoldOutOptions validation = new HoldOutOptions();

    @Option(
            names = "--models",
            split = ",",
            completionCandidates = KindNames.class,
            paramLabel = "KIND",
            description = "Models to train, separated by commas: ${COMPLETION-CANDIDATES}. Default: all.")
    private Set<String> models = new LinkedHashSet<>();

    @Option(
            names = "--set",
            paramLabel = "MODEL.KEY=VALUE",
            description =
                    "A setting of a model's trainer, for example gru4rec.epochs=5; may be repeated. Default: those"
                            + " of ${ROOT-COMMAND-NAME} train.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--seeds",
            defaultValue = "42,43,44",
            split = ",",
            paramLabel = "N",
            description =
                    "A training each; a model that counts has none and is trained once. Default: ${DEFAULT-VALUE}.")
    private Set<Long> seeds = new LinkedHashSet<>();

    @Option(
            names = "--journal",
            required = true,
            paramLabel = "FILE",
            description = "Where each training that is over is noted, one JSON object per line. If it exists, the"
                    + " comparison goes on from it.")
    private Path journal;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where the page goes, HTML; replaced if it exists. Default: beside the journal, as .html.")
    private Optional<Path> output = Optional.empty();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (name.filter(String::isBlank).isPresent()) {
            throw new CommandException("--name is blank; say what the log is called, or leave it out");
        }
        List<Contender> contenders = Contenders.of(models, settings, seeds);
        requireWritable();
        List<String> failed = new ArrayList<>();
        try (ComparisonJournal noted = ComparisonJournal.open(journal)) {
            Race race = race(out);
            for (Contender contender : contenders) {
                if (isOver(noted, race.contest(), contender)) {
                    snapshots().of(race.contest(), contender).delete(); // a kill came just after the note
                    out.println(contender.words() + ": noted in " + journal);
                } else {
                    run(race, contender, noted, failed);
                }
            }
            out.println();
            out.print(ComparisonReport.markdown(Standings.of(noted.finishes())));
            out.println("page: " + page());
            out.flush();
        }
        if (!failed.isEmpty()) {
            throw new CommandException(failed.size() + " of " + contenders.size() + " trainings failed, see above: "
                    + String.join("; ", failed));
        }
        return ExitCode.OK;
    }

    private void requireWritable() {
        if (!Files.isRegularFile(journal)) {
            OutputFile.requireWritable("--journal", journal, false);
        }
        OutputFile.requireWritable("--output", page(), true);
        if (page().toAbsolutePath().normalize().equals(journal.toAbsolutePath().normalize())) {
            throw new CommandException("the page would replace the journal " + journal + "; name another --output");
        }
    }

    private Path page() {
        return output.orElseGet(() -> {
            String file = journal.getFileName().toString();
            int dot = file.lastIndexOf('.');
            return journal.resolveSibling((dot > 0 ? file.substring(0, dot) : file) + ".html");
        });
    }

    private ContenderSnapshots snapshots() {
        return new ContenderSnapshots(journal);
    }

    private Race race(PrintWriter out) {
        List<LoggedEvent> held = new ArrayList<>();
        EventTypes types = log.types();
        Consumer<LoggedEvent> taken = logged -> {
            if (types.take(logged)) {
                held.add(logged);
            }
        };
        LogSummary summary = LogInput.read(test, log.format(), taken, out);
        out.printf(Locale.ROOT, "read %s: %,d events%n", test, summary.events());
        types.requireIn(test, summary);
        TrainingInput input = TrainingInput.read(
                log, preprocessing.rules(), validation, out, spec.commandLine().getErr());
        try {
            return new Race(name.orElse(test.toString()), input, new TestLog(test, log.gap()), held);
        } catch (IllegalArgumentException e) {
            throw new CommandException("log " + test + ": " + e.getMessage(), e);
        }
    }

    private static boolean isOver(ComparisonJournal noted, Contest contest, Contender contender) {
        return noted.finishes().stream()
                .anyMatch(finish ->
                        finish.contest().equals(contest) && finish.contender().equals(contender));
    }

    private void run(Race race, Contender contender, ComparisonJournal noted, List<String> failed) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(contender.words());
        out.flush();
        try {
            noted.add(race.run(contender, snapshots(), out));
            snapshots().of(race.contest(), contender).delete();
        } catch (TrainingException | BundleException e) {
            failed.add(contender.words() + ": " + e.getMessage());
            out.println("failed: " + e.getMessage());
            return;
        }
        ComparisonReport.write(page(), Standings.of(noted.finishes()), summary());
    }

    private static String summary() throws IOException {
        return "Each model is trained on the earlier log with its defaults, but for the settings beside its name, and"
                + " measured on the later one as the job would answer it; written by Freshet "
                + Version.number() + " on " + Runtime.getRuntime().availableProcessors() + " cores.";
    }
}
