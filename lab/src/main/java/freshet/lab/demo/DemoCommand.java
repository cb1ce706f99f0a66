package freshet.lab.demo;

import freshet.cli.CommandException;
import freshet.cli.Interruption;
import freshet.cli.LogFormatOption;
import freshet.cli.SessionGap;
import freshet.cli.SessionGapOption;
import freshet.cli.TableOptions;
import freshet.cli.TimeText;
import freshet.cli.train.KindNames;
import freshet.model.data.LogFormat;
import freshet.trainer.ModelTrainer;
import freshet.trainer.Trainers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Everything in one process, to watch it work: a Kafka broker, a first training, the job, live "
                + "traffic, a second training, the swap to the new model, the ledger. The traffic is a simulated "
                + "shop or a recorded log.",
        footer = {
            "",
            "A visit to the simulated shop ends after a pause of four hours of its time, which are two minutes of "
                    + "yours, unless --session-gap says otherwise.",
            "",
            "Ctrl-C stops cleanly: every event is accounted for before the summary. A second one ends at once."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final String SEED = "seed";
    private static final double SHOP_SPEED = 120;
    private static final String SHOP_GAP = "4h";
    private static final List<String> DELIVERIES = List.of("at-least-once", "exactly-once");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--duration",
            converter = TimeText.class,
            paramLabel = "TIME",
            description = "Live serving ends after this, for example 60s. Default: with the log, or with Ctrl-C.")
    private Optional<Duration> duration;

    @Option(
            names = "--events",
            paramLabel = "FILE",
            description = "Replay this recorded log instead of the simulated shop.")
    private Optional<Path> events;

    @Option(
            names = "--format",
            converter = LogFormatOption.class,
            completionCandidates = LogFormatOption.class,
            paramLabel = "F",
            description = "Format of the logs" + LogFormatOption.FORMATS)
    private Optional<LogFormat> format;

    @Mixin
    private TableOptions table;

    @Option(
            names = "--train",
            paramLabel = "FILE",
            description = "Train on this log and replay all of --events, by this one model.")
    private Optional<Path> train;

    @Option(
            names = "--train-share",
            defaultValue = "0.8",
            paramLabel = "S",
            description = "Without --train: share of --events, the oldest, that trains; the rest is replayed. "
                    + "Default: ${DEFAULT-VALUE}.")
    private double trainShare;

    @Option(
            names = "--loop",
            description = "Show the loop close: the shop's tastes drift, learn trains the next model on what the job"
                    + " has captured, and it goes through shadow, canary and promotion; then a spoiled model is refused"
                    + " by the gate and, without it, taken back by the judge. Takes some four minutes.")
    private boolean loop;

    @Option(
            names = "--rate",
            defaultValue = "300",
            paramLabel = "N",
            description = "Events per second. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description = "How many times faster than the clock event time runs. Default: 120 for the shop; a log goes "
                    + "by --rate.")
    private Optional<Double> speed;

    @Option(
            names = "--past",
            defaultValue = "5h",
            converter = TimeText.class,
            paramLabel = "TIME",
            description = "How much of the shop's past trains the first model. Default: ${DEFAULT-VALUE}.")
    private Duration past;

    @Option(
            names = "--model",
            defaultValue = Trainers.DEFAULT,
            completionCandidates = KindNames.class,
            paramLabel = "KIND",
            description = "Kind of model: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private String model;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the model's trainer; may be repeated.")
    private Map<String, String> training = new LinkedHashMap<>();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the training data, the same as --set epochs=N.")
    private Optional<Integer> epochs;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Start of every random choice. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private SessionGapOption session;

    @Option(
            names = "--delivery",
            defaultValue = "at-least-once",
            paramLabel = "D",
            description = "at-least-once or exactly-once. Default: ${DEFAULT-VALUE}.")
    private String delivery;

    @Option(
            names = "--port",
            defaultValue = "0",
            paramLabel = "N",
            description = "Port of Flink's web UI, 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--http-port",
            defaultValue = "8080",
            paramLabel = "N",
            description = "Port of the live page, for this machine alone: the next free one if it is taken, 0 for "
                    + "any. Default: ${DEFAULT-VALUE}.")
    private int http;

    @Option(names = "--no-browser", description = "Print the live page's address, and open no browser.")
    private boolean noBrowser;

    @Option(names = "--keep", paramLabel = "FOLDER", description = "Keep models and checkpoints in this new folder.")
    private Optional<Path> keep;

    @Option(
            names = "--hold",
            description =
                    "Leave the broker running after the summary, until Ctrl-C, so that its topics can be looked at.")
    private boolean hold;

    @Option(names = "--plain", description = "Plain lines: no colours, nothing drawn over.")
    private boolean plain;

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireSense();
        PrintWriter out = spec.commandLine().getOut();
        Interruption interruption = Interruption.ofSignals();
        try (DemoView view = new DemoView(Screen.ofStandardOutput(out, plain))) {
            boolean whole = new Demo(settings(), traffic(), view, out, interruption).run();
            return whole ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private void requireSense() {
        if (events.isPresent() != format.isPresent()) {
            throw wrong("--events and --format belong together; give both or neither");
        }
        if (events.isEmpty()) {
            table.requireNone();
        }
        if (loop && events.isPresent()) {
            throw wrong("--loop shows the simulated shop; leave out --events");
        }
        if (train.isPresent() && events.isEmpty()) {
            throw wrong("--train needs --events, the log to replay");
        }
        if (!(trainShare > 0 && trainShare < 1)) {
            throw wrong("--train-share is " + trainShare + "; it must be between 0 and 1");
        }
        if (!DELIVERIES.contains(delivery)) {
            throw wrong("--delivery is " + delivery + "; it must be one of " + DELIVERIES);
        }
        if (!(rate > 0) || !(speed.orElse(1.0) > 0)) {
            throw wrong("--rate and --speed must be over 0");
        }
    }

    private DemoSettings settings() {
        String replayed = train.isPresent()
                ? "--test " + events.orElseThrow() + " --format "
                        + format.orElseThrow().name()
                : "--test FILE --format F";
        // A log that is replayed whole is answered by one model, so that its figures are those of
        // evaluate.
        boolean retrain = train.isEmpty();
        return new DemoSettings(
                duration,
                retrain,
                model,
                trainer(),
                gap(),
                delivery,
                port,
                keep,
                replayed,
                http,
                !noBrowser,
                loop ? Optional.of(trainerSettings()) : Optional.empty(),
                hold);
    }

    /**
     * The seed of a model that has one, what is quick for the shop's short log, then what the user
     * sets.
     */
    private ModelTrainer trainer() {
        try {
            return Trainers.named(model, trainerSettings());
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    private Map<String, String> trainerSettings() {
        Map<String, String> all = new LinkedHashMap<>();
        try {
            if (Trainers.settings(model).stream().anyMatch(each -> each.name().equals(SEED))) {
                all.put(SEED, Long.toString(seed));
            }
            if (events.isEmpty()) {
                all.putAll(Trainers.quick(model));
            }
            epochs.ifPresent(value -> all.put("epochs", value.toString()));
            all.putAll(training);
            return all;
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    /**
     * The shop's visits have ids of their own; a person at the page thinks for longer than they do.
     */
    private SessionGap gap() {
        boolean given = spec.commandLine().getParseResult().hasMatchedOption("--session-gap");
        return events.isEmpty() && !given ? SessionGap.parse(SHOP_GAP) : session.gap();
    }

    private Traffic traffic() {
        if (events.isEmpty()) {
            return ShopTraffic.of(past, rate, speed.orElse(SHOP_SPEED), seed);
        }
        return LogTraffic.of(
                events.get(),
                table.of(format.orElseThrow()),
                train,
                trainShare,
                rate,
                speed.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                spec.commandLine().getOut());
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
