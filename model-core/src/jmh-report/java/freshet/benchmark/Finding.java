package freshet.benchmark;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/**
 * What one benchmark found with one set of parameters.
 *
 * @param figures by name, per operation
 */
public record Finding(BenchmarkParams params, Map<String, Double> figures) {
    private static final String CLOCK = "clockMicros";
    private static final String CPU = "cpuMicros";
    private static final String BYTES = "bytes";
    private static final String ALLOCATED = "gc.alloc.rate.norm"; // as JMH calls it

    /** The result of a benchmark that measures the mean time of an operation. */
    static Finding of(RunResult result) {
        TimeUnit unit = result.getParams().getTimeUnit();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(CLOCK, result.getPrimaryResult().getScore() * unit.toNanos(1) / 1e3);
        figures.put(CPU, result.getSecondaryResults().get(CpuTime.LABEL).getScore());
        figures.put(BYTES, result.getSecondaryResults().get(ALLOCATED).getScore());
        return new Finding(result.getParams(), figures);
    }

    /** Class and method, then every parameter with its value. */
    public String name() {
        String benchmark = params.getBenchmark();
        return benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1)
                + params.getParamsKeys().stream()
                        .map(key -> " " + key + "=" + params.getParam(key))
                        .collect(Collectors.joining());
    }

    /** CPU time of the process, microseconds per operation. */
    public double cpuMicros() {
        return figures.get(CPU);
    }

    /** The same with one figure more. */
    public Finding with(String figure, double value) {
        Map<String, Double> more = new LinkedHashMap<>(figures);
        more.put(figure, value);
        return new Finding(params, Collections.unmodifiableMap(more));
    }
}
