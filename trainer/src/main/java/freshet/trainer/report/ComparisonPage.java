package freshet.trainer.report;

import com.samskivert.mustache.Mustache;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * All that the template {@code comparison.html} names.
 *
 * @param heads of the columns of figures
 * @param charts JSON by the names of the canvases
 */
record ComparisonPage(String summary, List<String> heads, List<Part> logs, String charts) {

    /** What the template sees at its top. */
    private record Root(ComparisonPage report, Assets assets) {}

    /**
     * One log.
     *
     * @param chart name of its canvas
     */
    record Part(String name, String predictions, String chart, List<ComparisonTable.Row> rows) {}

    static ComparisonPage of(List<ComparedLog> logs, String summary) {
        Map<String, Chart> charts = new TreeMap<>();
        List<Part> parts = new ArrayList<>();
        for (ComparedLog log : logs) {
            String chart = "log" + parts.size();
            charts.put(chart, chart(log));
            parts.add(new Part(
                    log.name(),
                    Numbers.counted(log.predictions(), "prediction"),
                    chart,
                    new ComparisonTable(log).rows()));
        }
        return new ComparisonPage(summary, ComparisonTable.HEADS, parts, Chart.json(charts));
    }

    private static Chart chart(ComparedLog log) {
        return new Chart(
                "bar",
                "Model",
                "of the predictions",
                true,
                log.models().stream().map(ComparedModel::name).toList(),
                List.of(
                        series("Recall@20", "first", log, ComparedModel::recall),
                        series("MRR@20", "second", log, ComparedModel::mrr)),
                -1);
    }

    private static Chart.Series series(
            String name, String colour, ComparedLog log, ToDoubleFunction<ComparedModel> figure) {
        return new Chart.Series(
                name,
                colour,
                log.models().stream()
                        .map(model -> Numbers.percents(figure.applyAsDouble(model)))
                        .toList());
    }

    /** The whole page. */
    String html() {
        return Mustache.compiler()
                .escapeHTML(true)
                .strictSections(true)
                .compile(Assets.comparison())
                .execute(new Root(this, Assets.load()));
    }
}
