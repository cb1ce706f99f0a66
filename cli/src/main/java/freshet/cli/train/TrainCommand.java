package freshet.cli.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.cli.CommandException;
import freshet.cli.CommandName;
import freshet.cli.Interruption;
import freshet.cli.publish.Target;
import freshet.model.bundle.BundleException;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.file.WholeFile;
import freshet.schema.ModelAnnouncement;
import freshet.trainer.HeldOutSessions;
import freshet.trainer.ModelTrainer;
import freshet.trainer.Preprocessing;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingHistory;
import freshet.trainer.TrainingPlan;
import freshet.trainer.Validation;
import freshet.trainer.bundle.LearnedUntil;
import freshet.trainer.bundle.SnapshotFile;
import freshet.trainer.calibration.CalibratedBundle;
import freshet.trainer.report.TrainingRun;
import freshet.trainer.settings.Setting;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Trains a model on a recorded log and writes its bundle. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Trains a model on a recorded log and writes it as a bundle, one safetensors file.")
public final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private LogOptions log;

    @Mixin
    private PreprocessingOptions preprocessing;

    @ArgGroup
    private HoldOutOptions validation = new HoldOutOptions();

    @Option(
            names = "--no-calibration",
            description = "Do not fit the probabilities to the validation sessions: they stay those of the training."
                    + " The ranking is the same in both cases.")
    private boolean uncalibrated;

    @Mixin
    private TrainerOptions model;

    @Mixin
    private WarmStartOptions warmStart;

    @Mixin
    private OutputOptions output;

    @Mixin
    private ResumeOption resume;

    @ArgGroup
    private ReportOptions report = new ReportOptions();

    @Mixin
    private PublishOptions publish;

    @Option(
            names = "--list-settings",
            help = true,
            description = "Print every setting of the model with its default, range and meaning, and do nothing else.")
    private boolean listSettings;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (listSettings) {
            out.println(listed(model.model(), model.allowed()));
            return 0;
        }
        log.requireSense();
        Preprocessing rules = preprocessing.rules();
        output.requireWritable();
        resume.requireSnapshot(output.file(), spec.commandLine().getErr());
        report.requireWritable(output);
        ModelTrainer trainer = model.trainer();
        Optional<Target> target = publish.ready(log.client(), log.isTopic());
        Optional<ModelBundle> start = warmStart.read();
        Optional<String> startHash = warmStart.sha256();
        deleteLeftParts(output, report);
        TrainingInput input = TrainingInput.read(
                log,
                rules,
                validation(start.isPresent()),
                out,
                spec.commandLine().getErr());
        TrainingPlan plan = resume.apply(warmStart.apply(input.plan(), start, log.train()), output.file());
        announce(trainer, plan.data());
        Instant begun = Instant.now();
        long started = System.nanoTime();
        TrainingHistory history = new TrainingHistory();
        ModelBundle fitted = calibrated(train(trainer, plan, history), plan, start);
        ModelBundle learned =
                input.heldOut().map(sessions -> learn(sessions, fitted)).orElse(fitted);
        double seconds = (System.nanoTime() - started) / 1e9;
        ModelBundle bundle = withOrigin(learned, input.origin(), startHash, plan);
        write(bundle, plan);
        out.printf(Locale.ROOT, "trained in %.1f s%s; wrote %s%n", seconds, best(bundle), output.file());
        out.flush();
        report.write(
                output,
                new TrainingRun(
                        output.file().getFileName().toString(),
                        commandLine(),
                        fitted.withProvenance(bundle.provenance()), // has not learned what it is measured on
                        plan,
                        history.epochs(),
                        begun,
                        seconds));
        report.file(output).ifPresent(file -> out.println("wrote the report " + file));
        plan.snapshot().ifPresent(SnapshotFile::delete); // with it the bundle and the report can be had again
        target.ifPresent(this::publish);
        return 0;
    }

    private void publish(Target target) {
        PrintWriter out = spec.commandLine().getOut();
        out.flush();
        ModelAnnouncement announced = publish.publish(
                target, log.client(), output.file(), spec.commandLine().getErr()::println);
        out.println("announced version " + announced.getVersion() + " of model " + target.name() + ": "
                + announced.getUri());
        out.flush();
    }

    /**
     * A warm start has no sessions that the older model has not learned from, a trainer may hold
     * out some by itself, and a model without epochs needs them for the probabilities alone.
     */
    private ValidationOptions validation(boolean warm) {
        boolean without = warm || Trainers.holdsOut(model.model()) || uncalibrated && !model.neural();
        return validation.heldOut() && without ? new ValidationOptions() : validation;
    }

    private ModelBundle train(ModelTrainer trainer, TrainingPlan plan, TrainingHistory history) {
        Interruption interruption = Interruption.ofSignals();
        try (TrainingProgress progress = new TrainingProgress(spec.commandLine().getOut())) {
            return new InterruptibleTraining(trainer, plan, interruption).run(progress.and(history));
        } finally {
            interruption.release();
        }
    }

    /** A kill loses what this has learned, and leaves the snapshot of what came before. */
    private ModelBundle learn(HeldOutSessions sessions, ModelBundle fitted) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("learning the sessions that were held out");
        try (TrainingProgress progress = new TrainingProgress(out)) {
            return sessions.learn(model.model(), model.settings(), fitted, progress);
        }
    }

    private ModelBundle calibrated(ModelBundle trained, TrainingPlan plan, Optional<ModelBundle> start) {
        if (uncalibrated) {
            return trained.uncalibrated(); // a trainer that holds out sessions may have fitted them
        }
        if (plan.validation().isEmpty()) {
            return start.map(trained::calibratedAs).orElse(trained);
        }
        PrintWriter out = spec.commandLine().getOut();
        CalibratedBundle calibrated = CalibratedBundle.of(trained, plan.validation());
        out.printf(
                Locale.ROOT,
                calibrated.fitted()
                        ? "probabilities fitted to %,d predictions in validation sessions%n"
                        : "probabilities stay as they are: the validation sessions have %,d predictions of items that"
                                + " the model knows, and fitting takes " + CalibratedBundle.LEAST + "%n",
                calibrated.predictions());
        return calibrated.bundle();
    }

    private void write(ModelBundle bundle, TrainingPlan plan) {
        try {
            BundleFile.write(output.file(), bundle);
        } catch (BundleException e) {
            if (plan.snapshot().filter(SnapshotFile::exists).isEmpty()) {
                throw e;
            }
            throw new CommandException(
                    e.getMessage()
                            + "; what was learned is kept: when there is room, give the same command with --resume",
                    e);
        }
    }

    private String commandLine() {
        ParseResult parsed = spec.commandLine().getParseResult();
        return CommandName.PROGRAM + " " + String.join(" ", parsed.originalArgs());
    }

    private void announce(ModelTrainer trainer, TrainingData data) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "training %s on %,d sessions, %,d events, %,d items%n",
                model.model(),
                data.sessions(),
                data.items().size(),
                data.vocabulary().size());
        KernelLines.print(trainer, data, out, spec.commandLine().getErr());
        out.flush();
        if (data.sessions() == 1) {
            spec.commandLine()
                    .getErr()
                    .println("freshet: warning: log " + log.train()
                            + " leaves one session to learn from; the model will know" + " that one alone");
        }
    }

    /** Which epoch was kept and why, if epochs were measured. */
    private static String best(ModelBundle trained) {
        Map<String, Double> metrics = trained.metrics();
        return metrics.containsKey(Validation.RECALL)
                ? String.format(
                        Locale.ROOT,
                        "; kept epoch %.0f with validation Recall@%d %.4f, MRR@%d %.4f",
                        metrics.get("epoch"),
                        Validation.K,
                        metrics.get(Validation.RECALL),
                        Validation.K,
                        metrics.get(Validation.MRR))
                : "";
    }

    private static ModelBundle withOrigin(
            ModelBundle trained, ObjectNode origin, Optional<String> startHash, TrainingPlan plan) {
        ObjectNode provenance = trained.provenance().deepCopy();
        provenance.set("logs", origin);
        startHash.ifPresent(hash -> provenance.withObject("/warm_start").put("bundle_sha256", hash));
        LearnedUntil.raise(provenance, plan.validation());
        return trained.withProvenance(provenance);
    }

    /** A line per setting with name, default, range and meaning. */
    private static String listed(String model, List<Setting> settings) {
        if (settings.isEmpty()) {
            return "model " + model + " has no settings";
        }
        int width =
                settings.stream().mapToInt(each -> each.name().length()).max().orElseThrow();
        return settings.stream()
                .map(each -> String.format(
                        Locale.ROOT,
                        "%-" + width + "s  default %s; %s: %s",
                        each.name(),
                        each.defaultValue(),
                        each.range(),
                        each.meaning()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /**
     * Deletes the parts that are left of a training's bundle, snapshot and report; not those that
     * another process is writing now, see {@link WholeFile#deleteLeftParts}.
     *
     * @throws UncheckedIOException if a folder cannot be read
     */
    private static void deleteLeftParts(OutputOptions output, ReportOptions report) {
        Path bundle = output.file();
        Stream.of(Optional.of(bundle), Optional.of(SnapshotFile.beside(bundle).path()), report.file(output))
                .flatMap(Optional::stream)
                .forEach(TrainCommand::deleteLeftParts);
    }

    private static void deleteLeftParts(Path target) {
        try {
            WholeFile.deleteLeftParts(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
