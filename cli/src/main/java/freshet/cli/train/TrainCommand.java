package freshet.cli.train;

import freshet.cli.AtLeastOne;
import freshet.cli.CommandException;
import freshet.cli.LogFormatOption;
import freshet.cli.SessionGapOption;
import freshet.model.bundle.BundleFile;
import freshet.model.bundle.ModelBundle;
import freshet.model.data.EventLog;
import freshet.model.data.LogFormat;
import freshet.model.data.LoggedEvent;
import freshet.model.data.Session;
import freshet.model.data.Sessions;
import freshet.model.evaluation.Evaluator;
import freshet.model.evaluation.RankingMetrics;
import freshet.model.serving.ModelLoader;
import freshet.model.serving.ServedModel;
import freshet.model.session.SessionRules;
import freshet.trainer.ModelTrainer;
import freshet.trainer.Preprocessing;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a model on a recorded log and writes its bundle. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains a model on a recorded log and writes it as a bundle, one safetensors file.")
public final class TrainCommand implements Callable<Integer> {
    private static final int K = 20;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--train",
            required = true,
            paramLabel = "FILE",
            description = "The log to learn from; .gz is read as is.")
    private Path train;

    @Option(names = "--validate", paramLabel = "FILE", description = "A later log on which the model is measured.")
    private Optional<Path> validate;

    @Option(
            names = "--format",
            required = true,
            converter = LogFormatOption.class,
            completionCandidates = LogFormatOption.class,
            paramLabel = "F",
            description = "Format of the logs: ${COMPLETION-CANDIDATES}.")
    private LogFormat format;

    @Option(
            names = "--model",
            defaultValue = "gru4rec",
            paramLabel = "KIND",
            description =
                    "Kind of model: gru4rec, markov, session-popularity or popularity. Default: ${DEFAULT-VALUE}.")
    private String model;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "A setting of the model's trainer, for example epochs=5; may be repeated. A wrong key lists all.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "The bundle to write.")
    private Path output;

    @Option(names = "--force", description = "Replace the output file if it exists.")
    private boolean force;

    @Mixin
    private SessionGapOption session;

    @Option(names = "--seed", paramLabel = "N", description = "Start of every random choice, the same as --set seed=N.")
    private Optional<Long> seed;

    @Option(
            names = "--min-support",
            defaultValue = "1",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "Leave out items with fewer events. Default: ${DEFAULT-VALUE}.")
    private int minSupport;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        OutputFile.requireWritable(output, force);
        ModelTrainer trainer = trainer();
        // Read before the training, so that a wrong file is known in seconds.
        Optional<List<LoggedEvent>> validation = validate.map(file -> EventLog.readAll(file, format));
        TrainingData data = data();
        out.printf(
                Locale.ROOT,
                "training %s on %,d sessions, %,d events, %,d items (%s)%n",
                model,
                data.sessions(),
                data.items().length,
                data.vocabulary().size(),
                data.dropped());
        out.flush();
        long started = System.nanoTime();
        ModelBundle bundle;
        try (TrainingProgress progress = new TrainingProgress(out)) {
            bundle = trainer.train(data, progress);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        String figures = "";
        if (validation.isPresent()) {
            RankingMetrics metrics = validate(bundle, validation.get());
            bundle = withMetrics(bundle, metrics);
            figures = String.format(
                    Locale.ROOT,
                    "; Recall@%d %.4f, MRR@%d %.4f over %,d predictions of %s",
                    K,
                    metrics.recall(),
                    K,
                    metrics.mrr(),
                    metrics.predictions(),
                    validate.orElseThrow());
        }
        BundleFile.write(output, bundle);
        out.printf(Locale.ROOT, "trained in %.1f s%s; wrote %s%n", seconds, figures, output);
        return 0;
    }

    private ModelTrainer trainer() {
        Map<String, String> all = new LinkedHashMap<>(settings);
        seed.ifPresent(value -> all.put("seed", value.toString()));
        try {
            return Trainers.named(model, all);
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    private TrainingData data() {
        List<LoggedEvent> log = EventLog.readAll(train, format);
        List<Session> sessions = Sessions.of(log, session.gap().rules(SessionRules.DEFAULT.maxItems()));
        try {
            return TrainingData.of(sessions, new Preprocessing(minSupport, Preprocessing.DEFAULT.minSessionLength()));
        } catch (IllegalArgumentException e) {
            throw new CommandException("log " + train + ": " + e.getMessage(), e);
        }
    }

    private RankingMetrics validate(ModelBundle bundle, List<LoggedEvent> log) {
        try (ServedModel served = ModelLoader.load(bundle, 1)) {
            return new Evaluator(served, session.gap().rules(SessionRules.DEFAULT.maxItems()), K)
                    .evaluate(log)
                    .metrics();
        }
    }

    private static ModelBundle withMetrics(ModelBundle bundle, RankingMetrics metrics) {
        Map<String, Double> all = new HashMap<>(bundle.metrics());
        all.put("recall@" + K, metrics.recall());
        all.put("mrr@" + K, metrics.mrr());
        return new ModelBundle(
                bundle.kind(),
                bundle.configuration(),
                bundle.provenance(),
                all,
                bundle.vocabulary(),
                bundle.support(),
                bundle.weights(),
                bundle.selfTest());
    }
}
