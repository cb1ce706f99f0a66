package freshet.cli.prepare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.cli.AtLeastOne;
import freshet.cli.CommandException;
import freshet.cli.Interruption;
import freshet.cli.ReadingOptions;
import freshet.cli.log.LogInput;
import freshet.cli.log.SessionLog;
import freshet.cli.topic.TopicOptions;
import freshet.cli.train.HoldOutOptions;
import freshet.cli.train.LogOrigin;
import freshet.cli.train.PreprocessingOptions;
import freshet.cli.train.TrainingInput;
import freshet.job.prepare.PrepareJob;
import freshet.job.prepare.PrepareSettings;
import freshet.job.prepare.ReadFiles;
import freshet.model.data.LogSummary;
import freshet.model.data.run.RunTotals;
import freshet.model.file.IoReason;
import freshet.model.file.WholeFolder;
import freshet.model.session.SessionRules;
import freshet.trainer.NumberedSessions;
import freshet.trainer.Preprocessing;
import freshet.trainer.TimeSplit;
import freshet.trainer.TrainingData;
import freshet.trainer.set.TrainingSetWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a training set of a log that may be larger than memory. */
@Command(
        name = "prepare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Makes a training set of a log, by Flink in batch mode: what does not fit into memory is sorted"
                + " on the disk. train --prepared learns from it what train would learn from the log.")
public final class PrepareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--train",
            paramLabel = "FILE",
            description = "The log: a file, .gz is read as is, or a folder of such files, which are read at once; those"
                    + " of equal time count in the order of the files' names.")
    private Optional<Path> train = Optional.empty();

    @Mixin
    private TopicOptions topic;

    @Mixin
    private ReadingOptions reading;

    @Mixin
    private PreprocessingOptions preprocessing;

    @ArgGroup
    private HoldOutOptions validation = new HoldOutOptions();

    @Option(
            names = "--output",
            required = true,
            paramLabel = "FOLDER",
            description = "Where the training set is to be, a folder that is new or empty. It is there when it is"
                    + " whole. What is sorted on the way is beside it until then.")
    private Path output;

    @Option(
            names = "--parallelism",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "How many files are read, and how many parts sorted, at once; the set is the same."
                    + " Default: the number of processors, or of the cluster's free slots.")
    private Optional<Integer> parallelism = Optional.empty();

    @Option(
            names = "--flink",
            paramLabel = "HOST:PORT",
            description = "Run the job on a Flink cluster: where its REST interface is. Its TaskManagers must reach the"
                    + " log and --output under the same paths as this process. The last step is done here.")
    private Optional<String> flink = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if (validation.file().isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--validate is for train on a log; hold sessions out by --validate-share");
        }
        Preprocessing rules = preprocessing.rules();
        SessionRules sessions = reading.gap().rules(SessionRules.DEFAULT.maxItems());
        PrepareSource source = new PrepareSource(spec, train, topic, reading);
        source.requireSense();
        try (WholeFolder target = new WholeFolder(output)) {
            Path runs = Files.createDirectory(target.part().resolve("runs"));
            Path scratch = Files.createDirectory(target.part().resolve("log"));
            PrepareLog log = source.log(scratch, spec.commandLine().getOut());
            Interruption interruption = flink.isPresent() ? new Interruption() : Interruption.ofSignals();
            try {
                runner(scratch, interruption).run(new PrepareSettings(log.files(), log.words(), sessions, runs));
            } catch (CancellationException e) {
                throw new CommandException("stopped before the training set was there; nothing of it is kept", e);
            } finally {
                interruption.release();
            }
            List<LogSummary> read = ReadFiles.summaries(runs, log.files().size());
            LogSummary summary = log.summary().orElseGet(() -> LogInput.sum(read));
            reading.types().requireIn(log.name(), summary);
            WholeFolder.delete(scratch);
            write(target.part(), PrepareJob.runs(runs), log, summary, rules);
            WholeFolder.delete(runs);
            target.finish();
        } catch (FileAlreadyExistsException e) {
            throw new CommandException("--output " + output + " is there already; name a new folder", e);
        } catch (IOException e) {
            throw new CommandException("--output " + output + " cannot be written: " + IoReason.of(e), e);
        }
        spec.commandLine().getOut().println("wrote the training set " + output);
        return 0;
    }

    private PrepareRunner runner(Path scratch, Interruption interruption) {
        return flink.<PrepareRunner>map(address -> new ClusterPrepare(address, parallelism::orElse, scratch))
                .orElseGet(() -> new LocalPrepare(
                        parallelism.orElse(Runtime.getRuntime().availableProcessors()), scratch, interruption));
    }

    private void write(Path folder, List<Path> runs, PrepareLog log, LogSummary summary, Preprocessing rules)
            throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (TrainingSetWriter writer = naming(log, () -> new TrainingSetWriter(folder, runs))) {
            RunTotals totals = writer.totals();
            long duplicates = reading.types().taken(summary) - totals.events();
            String end = reading.gap().words();
            out.println(SessionLog.words(log.name(), summary, (int) totals.sessions(), duplicates, end));
            SessionLog.equalTimesInWords(totals.equalTimes(), totals.events()).ifPresent(out::println);
            reading.types().words(summary).ifPresent(words -> out.println("event types read: " + words));
            out.flush();
            ObjectNode origin = LogOrigin.of(log.format(), reading.gap(), reading.types());
            LogOrigin.note(origin.putObject("train"), summary, duplicates, totals.equalTimes());
            int heldOut = naming(log, () -> heldOut(writer.recorded()));
            TrainingData data = naming(
                    log,
                    () -> writer.write(
                            rules,
                            heldOut,
                            validation.share().orElse(HoldOutOptions.SHARE),
                            validation.share().isEmpty(),
                            origin));
            out.printf(
                    Locale.ROOT,
                    "prepared %,d events, %,d sessions, %,d items%s%n",
                    data.items().size(),
                    data.sessions(),
                    data.vocabulary().size(),
                    heldOut == 0 ? "" : String.format(Locale.ROOT, "; held out: the last %,d sessions", heldOut));
            out.println(TrainingInput.leftOut(data));
            out.flush();
        }
    }

    private int heldOut(NumberedSessions recorded) {
        if (validation.share().isPresent()) {
            return TimeSplit.lastShareInOrder(
                    recorded.starts(), validation.share().get());
        }
        return validation.heldOut() ? HoldOutOptions.heldOut(recorded) : 0;
    }

    private <T> T naming(PrepareLog log, Step<T> step) throws IOException {
        try {
            return step.take();
        } catch (IllegalArgumentException e) {
            throw new CommandException("log " + log.name() + ": " + e.getMessage(), e);
        }
    }

    private interface Step<T> {
        T take() throws IOException;
    }
}
