package freshet.model.benchmark;

import freshet.benchmark.BenchmarkRun;
import freshet.benchmark.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Properties;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/**
 * Runs the benchmarks of the arithmetic: beside time and bytes the matrix products' arithmetic per
 * CPU time, and its share of the sgemm peak where that was measured in the same run. Takes JMH's
 * own arguments.
 */
public final class Benchmarks {
    private static final String OPENBLAS = "/META-INF/maven/org.bytedeco/openblas/pom.properties";

    private Benchmarks() {}

    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException, IOException {
        BenchmarkRun.run(arguments, Map.of("OpenBLAS", openBlasVersion()), Benchmarks::withProducts);
    }

    private static List<Finding> withProducts(List<Finding> findings) {
        OptionalDouble peak = findings.stream()
                .filter(finding -> finding.name().startsWith("ProductBenchmark"))
                .mapToDouble(Benchmarks::gigaflops)
                .max();
        return findings.stream().map(finding -> withProduct(finding, peak)).toList();
    }

    private static Finding withProduct(Finding finding, OptionalDouble peak) {
        Finding counted = finding.with("gigaflops", gigaflops(finding));
        return peak.isPresent()
                ? counted.with("percentOfPeak", 100 * gigaflops(finding) / peak.getAsDouble())
                : counted;
    }

    /** Floating-point operations of the matrix products alone, per nanosecond of CPU time. */
    private static double gigaflops(Finding finding) {
        BenchmarkParams params = finding.params();
        double batch = Double.parseDouble(params.getParam("batch"));
        String width = params.getParam("width");
        double perQuery;
        if (width != null) {
            perQuery = 2 * 6 * Math.pow(Double.parseDouble(width), 2);
        } else {
            Shape shape = Shape.parse(params.getParam("shape"));
            perQuery = 2.0 * shape.items() * shape.width();
        }
        return batch * perQuery / (finding.cpuMicros() * 1e3);
    }

    private static String openBlasVersion() throws IOException {
        Properties jar = new Properties();
        try (InputStream in = openblas_nolapack.class.getResourceAsStream(OPENBLAS)) {
            if (in != null) {
                jar.load(in);
            }
        }
        return jar.getProperty("version", "of unknown version");
    }
}
