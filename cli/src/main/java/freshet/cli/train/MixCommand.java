package freshet.cli.train;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.cli.CommandException;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.kind.mix.MixKind;
import freshet.trainer.HeldOutSessions;
import freshet.trainer.Preprocessing;
import freshet.trainer.TrainingPlan;
import freshet.trainer.Validation;
import freshet.trainer.calibration.CalibratedBundle;
import freshet.trainer.mix.MixFit;
import freshet.trainer.mix.MixTrainer;
import freshet.trainer.mix.MixWeights;
import freshet.trainer.mix.Mixing;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Mixes models that are trained already. */
@Command(
        name = "mix",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Mixes trained models into one bundle. The weights are fitted to validation sessions: those of"
                + " --validate, or the last of the log. The models should have been trained without these sessions,"
                + " or the weights favour the one that learned most of them by heart; train --model mix takes care"
                + " of that.")
public final class MixCommand implements Callable<Integer> {
    private static final double DEFAULT_SHARE = 0.1;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "FILE",
            description = "The bundle of a model to mix; give it two times or more.")
    private List<Path> files = new ArrayList<>();

    @Mixin
    private LogOptions log;

    @Mixin
    private PreprocessingOptions preprocessing;

    @ArgGroup
    private ValidationOptions validation = new ValidationOptions();

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Preprocessing rules = preprocessing.rules();
        if (files.size() < 2 || files.size() > MixKind.MOST_PARTS) {
            throw new CommandException("--model is given " + (files.size() == 1 ? "once" : files.size() + " times")
                    + "; a mix has 2 to " + MixKind.MOST_PARTS + " models");
        }
        output.requireWritable();
        List<ModelBundle> models = files.stream().map(MixCommand::single).toList();
        TrainingInput input = TrainingInput.read(log, rules, validation.orLastShare(DEFAULT_SHARE), out, err);
        TrainingPlan plan = input.plan();
        for (int i = 0; i < models.size(); i++) {
            if (!trainedOn(models.get(i), plan)) {
                err.println("freshet: warning: model " + files.get(i) + " was trained on other sessions or by other"
                        + " rules than those that are left without the validation sessions; if it has learned from"
                        + " these, the weights favour it");
            }
        }
        err.flush();
        MixWeights weights = MixFit.of(models, plan.validation());
        ModelBundle mixed = Mixing.bundle(models, weights, provenance(input), plan.data());
        ModelBundle mix = CalibratedBundle.of(mixed, plan.validation()).bundle();
        Validation sessions = new Validation(plan.validation());
        ModelBundle measured = Validation.note(mix, sessions.measure(mix));
        BundleFile.write(output.file(), measured);
        out.print(new MixTable(files, models, weights).text(sessions, measured));
        out.println("wrote " + output.file());
        out.flush();
        return 0;
    }

    private static ModelBundle single(Path file) {
        ModelBundle bundle = BundleFile.read(file);
        if (bundle.kind().equals(MixTrainer.KIND)) {
            throw new CommandException("model " + file + " is itself a mix; mix the models that it is made of");
        }
        return bundle;
    }

    private static boolean trainedOn(ModelBundle model, TrainingPlan plan) {
        return model.provenance().at("/data/sha256").asText().equals(plan.data().hash())
                && !HeldOutSessions.learnedBy(model);
    }

    private ObjectNode provenance(TrainingInput input) {
        ObjectNode provenance = Mixing.provenance(input.plan().data());
        provenance.set("logs", input.origin());
        ArrayNode hashes = provenance.putArray("mixed_sha256");
        files.forEach(file -> hashes.add(BundleFile.sha256(file)));
        return provenance;
    }
}
