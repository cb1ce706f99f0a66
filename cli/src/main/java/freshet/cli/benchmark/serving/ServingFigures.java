package freshet.cli.benchmark.serving;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the runs of a benchmark found so far. For one thread. */
final class ServingFigures {
    private Optional<BacklogFigures> backlog = Optional.empty();

    void add(BacklogFigures figures) {
        backlog = Optional.of(figures);
    }

    Optional<BacklogFigures> backlog() {
        return backlog;
    }

    /** Every figure, by the name of its run and its own. */
    Map<String, Map<String, Number>> byRun() {
        Map<String, Map<String, Number>> byRun = new LinkedHashMap<>();
        backlog.ifPresent(figures -> byRun.put("backlog", figures.figures()));
        return byRun;
    }
}
