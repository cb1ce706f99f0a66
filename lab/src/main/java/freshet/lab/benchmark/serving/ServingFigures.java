package freshet.lab.benchmark.serving;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the runs of a benchmark found so far. For one thread. */
final class ServingFigures {
    private Optional<BacklogFigures> backlog = Optional.empty();
    private Optional<LatencyFigures> latency = Optional.empty();
    private Optional<SwapFigures> swaps = Optional.empty();
    private Optional<EndFigures> ends = Optional.empty();

    void add(EndFigures figures) {
        ends = Optional.of(figures);
    }

    void add(BacklogFigures figures) {
        backlog = Optional.of(figures);
    }

    void add(LatencyFigures figures) {
        latency = Optional.of(figures);
    }

    void add(SwapFigures figures) {
        swaps = Optional.of(figures);
    }

    Optional<BacklogFigures> backlog() {
        return backlog;
    }

    Optional<LatencyFigures> latency() {
        return latency;
    }

    Optional<SwapFigures> swaps() {
        return swaps;
    }

    Optional<EndFigures> ends() {
        return ends;
    }

    /** Every figure, by the name of its run and its own. */
    Map<String, Map<String, Number>> byRun() {
        Map<String, Map<String, Number>> byRun = new LinkedHashMap<>();
        backlog.ifPresent(figures -> byRun.put("backlog", figures.figures()));
        latency.ifPresent(figures -> byRun.put("latency", figures.figures()));
        swaps.ifPresent(figures -> byRun.put("swaps", figures.figures()));
        ends.ifPresent(figures -> byRun.put("ends", figures.figures()));
        return byRun;
    }
}
