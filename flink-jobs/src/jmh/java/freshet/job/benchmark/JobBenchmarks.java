package freshet.job.benchmark;

import freshet.benchmark.BenchmarkRun;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/** Runs the benchmarks of serializer and codec. Takes JMH's own arguments. */
public final class JobBenchmarks {
    private JobBenchmarks() {}

    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException, IOException {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("Flink", EnvironmentInformation.getVersion());
        versions.put("Avro", Schema.class.getPackage().getImplementationVersion());
        BenchmarkRun.run(arguments, versions, UnaryOperator.identity());
    }
}
