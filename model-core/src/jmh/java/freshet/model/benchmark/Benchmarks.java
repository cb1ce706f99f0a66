package freshet.model.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks with CPU times and prints a table: time per batch by clock and by CPU, arithmetic per CPU time, and its share of the
 * sgemm peak where that was measured in the same run. Takes JMH's own arguments.
 */
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException, IOException {
        System.out.printf(
                "%s, %d cores, %s, load %.1f%n",
                processor(), Runtime.getRuntime().availableProcessors(), System.getProperty("java.vm.version"), load());
        Options options = new OptionsBuilder()
                .parent(new CommandLineOptions(arguments))
                .addProfiler(CpuTime.class)
                .addProfiler("gc")
                .build();
        Collection<RunResult> results = new Runner(options).run();
        double peak = results.stream()
                .filter(result -> result.getParams().getBenchmark().contains("Product"))
                .mapToDouble(Benchmarks::gigaflops)
                .max()
                .orElse(Double.NaN);
        System.out.printf("%nload %.1f; sgemm peak %.0f GFLOP/s%n", load(), peak);
        System.out.printf("%-55s %12s %12s %8s %10s %8s%n", "", "clock us", "CPU us", "GFLOP/s", "% of peak", "bytes");
        for (RunResult result : results) {
            System.out.printf(
                    "%-55s %12.1f %12.1f %8.1f %10.0f %8.0f%n",
                    name(result.getParams()),
                    result.getPrimaryResult().getScore(),
                    cpuMicros(result),
                    gigaflops(result),
                    100 * gigaflops(result) / peak,
                    result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
        }
    }

    private static String name(BenchmarkParams params) {
        String benchmark = params.getBenchmark();
        return benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1)
                + params.getParamsKeys().stream()
                        .map(key -> " " + key + "=" + params.getParam(key))
                        .collect(Collectors.joining());
    }

    private static double cpuMicros(RunResult result) {
        return result.getSecondaryResults().get(CpuTime.LABEL).getScore();
    }

    /** Floating-point operations of the matrix products alone, per nanosecond of CPU time. */
    private static double gigaflops(RunResult result) {
        BenchmarkParams params = result.getParams();
        double batch = Double.parseDouble(params.getParam("batch"));
        String width = params.getParam("width");
        double perQuery;
        if (width != null) {
            perQuery = 2 * 6 * Math.pow(Double.parseDouble(width), 2);
        } else {
            Shape shape = Shape.parse(params.getParam("shape"));
            perQuery = 2.0 * shape.items() * shape.width();
        }
        return batch * perQuery / (cpuMicros(result) * 1e3);
    }

    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    static String processor() throws IOException {
        Path cpus = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(cpus)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(cpus).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }
}
