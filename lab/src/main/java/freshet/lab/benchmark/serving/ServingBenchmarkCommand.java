package freshet.lab.benchmark.serving;

import freshet.cli.AtLeastOne;
import freshet.cli.CommandException;
import freshet.cli.Interruption;
import freshet.cli.TimeText;
import freshet.lab.benchmark.BenchmarkMachine;
import freshet.lab.benchmark.FiguresOutput;
import freshet.lab.benchmark.serving.ServingBenchmark.Run;
import freshet.lab.benchmark.serving.ServingReport.Versions;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the job. */
@Command(
        name = "serving",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the recommender job with a broker, RocksDB and checkpoints in this process, on generated events "
                    + "and a model of random weights, and measures: the rate at which it works off a backlog and "
                    + "where the time goes; latency at a fixed rate, from the moment at which an event was due to "
                    + "the moment at which a consumer has its recommendation; and the same while models are swapped, "
                    + "or while one watermark ends all sessions.",
            "Compare two runs with: ${ROOT-COMMAND-NAME} benchmark compare A.json B.json"
        })
public final class ServingBenchmarkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--runs",
            split = ",",
            defaultValue = "backlog,latency,swaps",
            paramLabel = "RUN",
            description = "What to measure: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Set<Run> runs = EnumSet.allOf(Run.class);

    @Option(
            names = "--items",
            defaultValue = "40000",
            converter = EnoughItems.class,
            paramLabel = "N",
            description = "Items in the catalogue. Default: ${DEFAULT-VALUE}.")
    private int items;

    @Option(
            names = "--width",
            defaultValue = "100",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "Hidden units of the GRU. Default: ${DEFAULT-VALUE}.")
    private int width;

    @Option(
            names = "--batch",
            defaultValue = "32",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "The job's setting batch.max-size. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--k",
            defaultValue = "20",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "The job's setting recommend.top-k. Default: ${DEFAULT-VALUE}.")
    private int k;

    @Option(
            names = "--sessions",
            defaultValue = "100000",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "Sessions that are live at the same time. Default: ${DEFAULT-VALUE}.")
    private int sessions;

    @Option(
            names = "--history",
            defaultValue = "3",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "Events that each session has before the model arrives. Default: ${DEFAULT-VALUE}.")
    private int history;

    @Option(
            names = "--parallelism",
            defaultValue = "1",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "The job's setting parallelism. Default: ${DEFAULT-VALUE}.")
    private int parallelism;

    @Option(
            names = "--delivery",
            defaultValue = "at-least-once",
            paramLabel = "D",
            description = "The job's setting delivery: at-least-once or exactly-once. Default: ${DEFAULT-VALUE}.")
    private String delivery;

    @Option(
            names = "--warm-up",
            defaultValue = "20000",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "Events of the backlog that are answered before it is measured. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--events",
            defaultValue = "50000",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "Events of the backlog that are measured. Default: ${DEFAULT-VALUE}.")
    private int events;

    @Option(
            names = "--linger",
            defaultValue = "2ms",
            converter = TimeText.class,
            paramLabel = "TIME",
            description = "How long a client keeps an event back so that others join it, at a fixed rate: linger.ms "
                    + "of its Kafka producer. It counts as latency. Default: ${DEFAULT-VALUE}.")
    private Duration linger;

    @Option(
            names = "--lead-in",
            defaultValue = "2min",
            converter = TimeText.class,
            paramLabel = "TIME",
            description = "How long a run at a fixed rate goes on before it counts: for so long Java compiles "
                    + "broker, clients and checkpoints. Default: ${DEFAULT-VALUE}.")
    private Duration leadIn;

    @Option(
            names = "--profile",
            description =
                    "Sample which threads have the cores and which wait for one, and tell the time in which answers are"
                            + " slow from the rest. On Linux; takes some hundredths of a core.")
    private boolean profile;

    @Option(
            names = "--duration",
            defaultValue = "60s",
            converter = TimeText.class,
            paramLabel = "TIME",
            description = "How long a run at a fixed rate counts. Default: ${DEFAULT-VALUE}.")
    private Duration duration;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Events per second of those runs. Default: half of what the backlog reached.")
    private Optional<Double> rate = Optional.empty();

    @Option(
            names = "--swap-every",
            defaultValue = "10s",
            converter = TimeText.class,
            paramLabel = "TIME",
            description = "Time between two new models in the run with swaps. Default: ${DEFAULT-VALUE}.")
    private Duration swapEvery;

    @Option(
            names = "--checkpoint-interval",
            defaultValue = "10s",
            converter = TimeText.class,
            paramLabel = "TIME",
            description = "The job's setting checkpoint.interval. Default: ${DEFAULT-VALUE}.")
    private Duration checkpointInterval;

    @Option(
            names = "--managed-memory",
            defaultValue = "128",
            converter = AtLeastOne.class,
            paramLabel = "MIB",
            description = "Flink's managed memory, which holds RocksDB's cache and buffers. Default: ${DEFAULT-VALUE}.")
    private int managedMemory;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description =
                    "A Kafka without any of Freshet's topics, for example that of ${ROOT-COMMAND-NAME} cluster start:"
                            + " its work is then that of another process. Default: a broker in this process.")
    private Optional<String> broker = Optional.empty();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Any other setting of the job; may be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--seed",
            defaultValue = "42",
            paramLabel = "N",
            description = "Start of every random choice. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private FiguresOutput output;

    @Override
    public Integer call() throws IOException, InterruptedException {
        output.requireWritable();
        ServingSettings settings = settings();
        PrintWriter out = spec.commandLine().getOut();
        double load = BenchmarkMachine.load();
        try {
            ServingFigures figures = new ServingBenchmark(settings, runs, Interruption.ofSignals(), line -> {
                        out.println(line);
                        out.flush();
                    })
                    .run();
            ServingReport report = new ServingReport(BenchmarkMachine.here(), Versions.here(), settings, load, figures);
            out.println();
            output.write(report, out);
            return ExitCode.OK;
        } catch (CancellationException e) {
            throw new CommandException("stopped before everything was measured", e);
        }
    }

    private ServingSettings settings() {
        if (rate.isPresent() && !(rate.get() > 0)) {
            throw wrong("--rate is " + rate.get() + "; it must be over 0");
        }
        if (rate.isEmpty() && !runs.contains(Run.BACKLOG)) {
            throw wrong("without the run backlog --rate must be given");
        }
        if (profile && !CoreSampler.possible()) {
            throw wrong("--profile needs Linux's count of the threads' time, /proc/self/schedstat; there is none here");
        }
        return new ServingSettings(
                items,
                width,
                batch,
                sessions,
                history,
                parallelism,
                delivery,
                k,
                warmUp,
                events,
                linger,
                leadIn,
                profile,
                duration,
                rate.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                swapEvery,
                checkpointInterval,
                managedMemory,
                broker,
                overrides,
                seed);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
