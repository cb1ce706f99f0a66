package freshet.lab.benchmark.gateway;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.lab.benchmark.BenchmarkMachine;
import freshet.lab.benchmark.FiguresOutput;
import freshet.lab.benchmark.gateway.GatewayBenchmark.Figures;
import java.util.Locale;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * What the benchmark found, for a person and for a program.
 *
 * @param loadBefore of the machine when the benchmark began
 * @param loadAfter when it ended
 */
record GatewayReport(
        BenchmarkMachine machine,
        GatewayBenchmarkSettings settings,
        double loadBefore,
        double loadAfter,
        Figures figures)
        implements FiguresOutput.Report {
    private static final double MILLI = 1e3;
    private static final double MEDIAN = 50;
    private static final double MOST = 90;
    private static final double TAIL = 99;

    /** A table without a line break at its end. */
    @Override
    public String table() {
        return String.format(
                Locale.ROOT,
                """
                machine     %s, %d cores; load before %.1f, after %.1f; Java %s
                settings    %s

                an event waits for its answer, ms      p50       p90       p99    events
                  Kafka client                    %8.2f  %8.2f  %8.2f  %8d
                  POST /v1/events?wait            %8.2f  %8.2f  %8.2f  %8d
                  difference                      %8.2f  %8.2f  %8.2f

                GET of a session's answer    %,.0f per second; %,.0f per second and core""",
                machine.cpu(),
                machine.cores(),
                loadBefore,
                loadAfter,
                machine.java(),
                settings.words().entrySet().stream()
                        .map(word -> word.getKey() + "=" + word.getValue())
                        .collect(Collectors.joining("; ")),
                millis(client(), MEDIAN),
                millis(client(), MOST),
                millis(client(), TAIL),
                client().getTotalCount(),
                millis(http(), MEDIAN),
                millis(http(), MOST),
                millis(http(), TAIL),
                http().getTotalCount(),
                millis(http(), MEDIAN) - millis(client(), MEDIAN),
                millis(http(), MOST) - millis(client(), MOST),
                millis(http(), TAIL) - millis(client(), TAIL),
                figures.reads().perSecond(),
                figures.reads().perCoreSecond());
    }

    /** One JSON object on one line: machine, settings, and the figures by run and name. */
    @Override
    public String json() {
        ObjectNode node = JsonMapper.builder().build().createObjectNode();
        node.put("benchmark", "gateway");
        node.putObject("machine")
                .put("cpu", machine.cpu())
                .put("cores", machine.cores())
                .put("java", machine.java());
        settings.words().forEach(node.putObject("settings")::put);
        ObjectNode found = node.putObject("figures");
        put(found.putObject("client"), client());
        put(found.putObject("http"), http());
        found.putObject("reads")
                .put("perSecond", figures.reads().perSecond())
                .put("perCoreSecond", figures.reads().perCoreSecond())
                .put("requests", figures.reads().requests());
        found.putObject("load").put("before", loadBefore).put("after", loadAfter);
        return node.toString();
    }

    private static void put(ObjectNode node, Histogram waits) {
        node.put("p50Millis", millis(waits, MEDIAN))
                .put("p90Millis", millis(waits, MOST))
                .put("p99Millis", millis(waits, TAIL))
                .put("events", waits.getTotalCount());
    }

    private Histogram client() {
        return figures.waits().client();
    }

    private Histogram http() {
        return figures.waits().http();
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / MILLI;
    }
}
