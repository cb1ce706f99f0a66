package freshet.lab.benchmark.gateway;

import freshet.cli.AtLeastOne;
import freshet.cli.CommandException;
import freshet.cli.Interruption;
import freshet.cli.TimeText;
import freshet.lab.benchmark.BenchmarkMachine;
import freshet.lab.benchmark.FiguresOutput;
import freshet.lab.benchmark.serving.EnoughItems;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the gateway. */
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs broker, recommender job, gateway, a Kafka client and an HTTP client in this process, with a model of "
                    + "random weights. Measures how long an event waits for its answer, in turns by the Kafka client "
                    + "and by POST /v1/events?wait, from the moment at which it was due; and how many answers "
                    + "GET /v1/sessions/{id}/recommendations reads out per second of CPU time.",
            "Compare two runs with: ${ROOT-COMMAND-NAME} benchmark compare A.json B.json"
        })
public final class GatewayBenchmarkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--items",
            defaultValue = "10000",
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
            names = "--sessions",
            defaultValue = "10000",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "Sessions that take turns. Default: ${DEFAULT-VALUE}.")
    private int sessions;

    @Option(
            names = "--rate",
            defaultValue = "1000",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "Events per second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--turn",
            defaultValue = "5s",
            converter = TimeText.class,
            paramLabel = "TIME",
            description = "How long one of both sends before the other does. Default: ${DEFAULT-VALUE}.")
    private Duration turn;

    @Option(
            names = "--lead-in",
            defaultValue = "60s",
            converter = TimeText.class,
            paramLabel = "TIME",
            description = "How long each goes on before it counts: for so long Java compiles. Reading needs a quarter"
                    + " of it. Default: ${DEFAULT-VALUE}.")
    private Duration leadIn;

    @Option(
            names = "--duration",
            defaultValue = "30s",
            converter = TimeText.class,
            paramLabel = "TIME",
            description = "How long each run counts. Default: ${DEFAULT-VALUE}.")
    private Duration duration;

    @Option(
            names = "--connections",
            defaultValue = "256",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "Connections over HTTP: an event that finds all of them busy waits behind another one."
                    + " Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Option(
            names = "--depth",
            defaultValue = "8",
            converter = AtLeastOne.class,
            paramLabel = "N",
            description = "Requests under way on each of 32 connections while answers are read."
                    + " Default: ${DEFAULT-VALUE}.")
    private int depth;

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
        GatewayBenchmarkSettings settings = new GatewayBenchmarkSettings(
                items, width, sessions, rate, turn, leadIn, duration, connections, depth, seed);
        PrintWriter out = spec.commandLine().getOut();
        double before = BenchmarkMachine.load();
        try {
            GatewayBenchmark.Figures figures = new GatewayBenchmark(settings, Interruption.ofSignals(), line -> {
                        out.println(line);
                        out.flush();
                    })
                    .run();
            GatewayReport report =
                    new GatewayReport(BenchmarkMachine.here(), settings, before, BenchmarkMachine.load(), figures);
            out.println();
            output.write(report, out);
            return ExitCode.OK;
        } catch (CancellationException e) {
            throw new CommandException("stopped before everything was measured", e);
        }
    }
}
