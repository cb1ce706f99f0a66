package freshet.lab.benchmark.serving;

import freshet.cli.terminal.Figure;
import java.util.Locale;
import java.util.Map;

/** Figures of the runs at a fixed rate for a person. */
final class LatencyTable {
    private LatencyTable() {}

    /** Without a line break at its end. */
    static String of(LatencyFigures latency) {
        return "latency: " + percentiles(latency.figures()) + cores(latency);
    }

    /** Without a line break at its end. */
    static String of(SwapFigures swaps) {
        Map<String, Number> figures = swaps.figures();
        return "with swaps: " + percentiles(figures)
                + String.format(
                        Locale.ROOT,
                        """

                        %d swaps, each in service %.0f ms after its announcement or sooner; answers of the versions %s
                        milliseconds         p99       max
                          during swaps  %8s  %8s   (%,d events)
                          between them  %8s  %8s
                        resident after each, MiB: %s""",
                        swaps.swaps().size(),
                        figures.get("longestUptakeMillis").doubleValue(),
                        swaps.latency().versions(),
                        millis(figures, "p99MillisDuringSwaps"),
                        millis(figures, "maxMillisDuringSwaps"),
                        figures.get("eventsDuringSwaps").longValue(),
                        millis(figures, "p99MillisBetweenSwaps"),
                        millis(figures, "maxMillisBetweenSwaps"),
                        swaps.residentMegabytes())
                + cores(swaps.latency());
    }

    /** Without a line break at its end. */
    static String of(EndFigures ends) {
        Map<String, Number> figures = ends.figures();
        return "from the end of all sessions on: " + percentiles(figures)
                + String.format(
                        Locale.ROOT,
                        """

                        %,d sessions were ended by one watermark; %.1f s later the last one was dropped
                        CPU of the task's threads until then, answers included: %.1f s""",
                        figures.get("sessions").longValue(),
                        figures.get("secondsToDropAll").doubleValue(),
                        figures.get("taskCpuSecondsToDropAll").doubleValue())
                + cores(ends.latency());
    }

    private static String cores(LatencyFigures latency) {
        return latency.cores()
                .map(split -> "\nwho had the cores while many answers took over " + SlowTime.SLOW_MILLIS
                        + " ms, and in the quick rest\n" + CoreTable.of(split))
                .orElse("");
    }

    private static String millis(Map<String, Number> figures, String name) {
        return Figure.text("%.1f", figures.get(name).doubleValue());
    }

    private static String percentiles(Map<String, Number> figures) {
        return String.format(
                Locale.ROOT,
                """
                %,d events at %,.0f per second, each answered; this process kept %.2f cores busy; load %.1f
                milliseconds         p50       p90       p99     p99.9       max
                                %8s  %8s  %8s  %8s  %8s""",
                figures.get("events").longValue(),
                figures.get("perSecond").doubleValue(),
                figures.get("busyCores").doubleValue(),
                figures.get("load").doubleValue(),
                millis(figures, "p50Millis"),
                millis(figures, "p90Millis"),
                millis(figures, "p99Millis"),
                millis(figures, "p999Millis"),
                millis(figures, "maxMillis"));
    }
}
