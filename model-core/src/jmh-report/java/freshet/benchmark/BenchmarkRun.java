package freshet.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs benchmarks with CPU times and allocations, prints the report, and writes it as JSON into the
 * file that {@code benchmark.json} names.
 */
public final class BenchmarkRun {
    private static final String FILE = System.getProperty("benchmark.json", "target/jmh.json");

    private BenchmarkRun() {}

    /**
     * @param arguments JMH's own
     * @param versions of what is measured, by name
     * @param further adds figures that only the module can compute
     */
    public static void run(String[] arguments, Map<String, String> versions, UnaryOperator<List<Finding>> further)
            throws RunnerException, CommandLineOptionException, IOException {
        Options options = new OptionsBuilder()
                .parent(new CommandLineOptions(arguments))
                .addProfiler(CpuTime.class)
                .addProfiler("gc")
                .build();
        double loadBefore = BenchmarkMachine.load();
        List<Finding> findings =
                new Runner(options).run().stream().map(Finding::of).toList();
        Report report = new Report(
                BenchmarkMachine.here(),
                loadBefore,
                BenchmarkMachine.load(),
                versions,
                String.join(" ", arguments),
                further.apply(findings));
        System.out.println();
        System.out.println(report.table());
        Files.writeString(Path.of(FILE), report.json() + System.lineSeparator());
    }
}
