package freshet.lab.benchmark;

import freshet.cli.AtLeastOne;
import freshet.cli.CommandException;
import freshet.cli.train.TrainingProgress;
import freshet.trainer.ModelTrainer;
import freshet.trainer.Preprocessing;
import freshet.trainer.Trainers;
import freshet.trainer.TrainingData;
import freshet.trainer.linear.MeasuredKernel;
import freshet.trainer.neural.NeuralModel;
import freshet.trainer.neural.StepFlops;
import freshet.trainer.recurrent.Gru4Rec;
import freshet.trainer.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
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

/**
 * Measures the training of a GRU4Rec on generated sessions. It is about this kind alone, as its
 * options and its count of operations are; a test holds that no other command knows a kind.
 */
@Command(
        name = "training",
        mixinStandardHelpOptions = true,
        description = "Trains a GRU4Rec on generated sessions and measures events per CPU-second and per second, the "
                + "share of a bare matrix product's speed, and memory. The first epoch warms up and is left out of "
                + "the mean.")
final class TrainingBenchmarkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--layers", paramLabel = "N[,N]", description = "The trainer's setting layers.")
    private Optional<String> layers;

    @Option(names = "--batch-size", paramLabel = "N", description = "The trainer's setting batch_size.")
    private Optional<String> batchSize;

    @Option(names = "--n-sample", paramLabel = "N", description = "The trainer's setting n_sample.")
    private Optional<String> samples;

    @Option(names = "--loss", paramLabel = "LOSS", description = "The trainer's setting loss.")
    private Optional<String> loss;

    @Option(names = "--threads", paramLabel = "N", description = "The trainer's setting threads.")
    private Optional<String> threads;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Any other of them; may be repeated.")
    private Map<String, String> others = new LinkedHashMap<>();

    @Option(
            names = "--items",
            defaultValue = "43000",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "Items in the log. Default: ${DEFAULT-VALUE}.")
    private int items;

    @Option(
            names = "--events",
            defaultValue = "200000",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "Events in the log, at least as many. Default: ${DEFAULT-VALUE}.")
    private int events;

    @Option(
            names = "--epochs",
            defaultValue = "3",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "Measured epochs after the first. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Mixin
    private FiguresOutput output;

    @Override
    public Integer call() throws IOException {
        output.requireWritable();
        if (events < items) {
            throw new CommandException("--events " + events + " is less than --items " + items
                    + "; every item occurs, so give as many events at least");
        }
        Map<String, String> given = given();
        Settings settings = checked(given);
        NeuralModel<?> model = Gru4Rec.from(settings);
        TrainingData data = TrainingData.of(
                GeneratedSessions.of(items, events, model.settings().seed()), Preprocessing.KEEP_ALL);
        ModelTrainer trainer = Trainers.named(Gru4Rec.KIND, given);
        MeasuredKernel kernel = trainer.kernel(data).orElseThrow();
        PrintWriter out = spec.commandLine().getOut();
        kernel.warning().ifPresent(text -> spec.commandLine().getErr().println("freshet: warning: " + text));
        List<EpochMeter.MeasuredEpoch> figures;
        try (TrainingProgress progress = new TrainingProgress(out);
                EpochMeter meter = new EpochMeter(progress)) {
            trainer.train(data, meter);
            figures = meter.epochs();
        }
        TrainingBenchmarkReport report = new TrainingBenchmarkReport(
                BenchmarkMachine.here(),
                kernel,
                settings.values(),
                String.format(
                        Locale.ROOT,
                        "generated: %,d items, %,d events, %,d sessions",
                        data.vocabulary().size(),
                        data.items().size(),
                        data.sessions()),
                StepFlops.perEvent(model, data.support()) / 1e6,
                figures);
        output.write(report, out);
        return 0;
    }

    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>(Map.of("label_smoothing", "0")); // as in all earlier figures
        given.putAll(others);
        layers.ifPresent(value -> given.put("layers", value));
        batchSize.ifPresent(value -> given.put("batch_size", value));
        samples.ifPresent(value -> given.put("n_sample", value));
        loss.ifPresent(value -> given.put("loss", value));
        threads.ifPresent(value -> given.put("threads", value));
        given.put("epochs", Integer.toString(epochs + 1));
        return given;
    }

    private static Settings checked(Map<String, String> given) {
        try {
            return new Settings(Gru4Rec.KIND, Gru4Rec.ALLOWED, given);
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }
}
