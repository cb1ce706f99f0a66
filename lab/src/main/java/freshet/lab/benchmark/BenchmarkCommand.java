package freshet.lab.benchmark;

import freshet.lab.benchmark.gateway.GatewayBenchmarkCommand;
import freshet.lab.benchmark.prepare.PrepareBenchmarkCommand;
import freshet.lab.benchmark.rollout.RolloutBenchmarkCommand;
import freshet.lab.benchmark.serving.ServingBenchmarkCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the benchmarks. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        description = "Measures how fast this machine does the heavy work, and how good its results are.",
        subcommands = {
            TrainingBenchmarkCommand.class,
            QualityBenchmarkCommand.class,
            ServingBenchmarkCommand.class,
            GatewayBenchmarkCommand.class,
            PrepareBenchmarkCommand.class,
            RolloutBenchmarkCommand.class,
            CompareCommand.class
        })
public final class BenchmarkCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Without a benchmark there is nothing to run. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no benchmark is given");
    }
}
