package freshet.lab.benchmark;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.cli.terminal.Effort;
import freshet.model.evaluation.RankingMetrics;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/**
 * What a quality benchmark found, for a person and for a program.
 *
 * @param model its kind
 * @param settings of the trainer, those that were given
 * @param train the log that was learned from
 * @param test the log that was measured on
 * @param runs one per seed, at least one
 */
record QualityReport(
        BenchmarkMachine machine, String model, Map<String, String> settings, Path train, Path test, List<SeedRun> runs)
        implements FiguresOutput.Report {

    /** A table without a line break at its end. */
    @Override
    public String table() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                """

                machine      %s, %d cores; Java %s; OpenBLAS %s
                model        %s %s
                test         %s: %,d predictions, all items ranked, equal scores in vocabulary order

                seed     Recall@%d   MRR@%<d  training  CPU time
                """,
                machine.cpu(),
                machine.cores(),
                machine.java(),
                machine.openBlas(),
                model,
                settings,
                test,
                runs.get(0).metrics().predictions(),
                runs.get(0).metrics().k()));
        for (SeedRun run : runs) {
            table.append(String.format(
                    Locale.ROOT,
                    "%-8s %9.2f %8.2f %7.0f s %7.0f s%n",
                    run.seed().isPresent() ? Long.toString(run.seed().getAsLong()) : "none",
                    100 * run.metrics().recall(),
                    100 * run.metrics().mrr(),
                    run.training().seconds(),
                    run.training().cpuSeconds()));
        }
        DoubleSummaryStatistics recall = over(run -> 100 * run.metrics().recall());
        DoubleSummaryStatistics mrr = over(run -> 100 * run.metrics().mrr());
        return table.append(String.format(
                        Locale.ROOT,
                        "mean     %9.2f %8.2f %7.0f s %7.0f s%nspread   %9.2f %8.2f",
                        recall.getAverage(),
                        mrr.getAverage(),
                        over(run -> run.training().seconds()).getAverage(),
                        over(run -> run.training().cpuSeconds()).getAverage(),
                        recall.getMax() - recall.getMin(),
                        mrr.getMax() - mrr.getMin()))
                .toString();
    }

    /** One JSON object on one line, shares in [0, 1]. */
    @Override
    public String json() {
        ObjectNode node = JsonMapper.builder()
                .build()
                .createObjectNode()
                .put("cpu", machine.cpu())
                .put("cores", machine.cores())
                .put("java", machine.java())
                .put("openBlas", machine.openBlas())
                .put("model", model)
                .put("train", train.toString())
                .put("test", test.toString())
                .put("k", runs.get(0).metrics().k())
                .put("predictions", runs.get(0).metrics().predictions())
                .put("recall", over(run -> run.metrics().recall()).getAverage())
                .put("mrr", over(run -> run.metrics().mrr()).getAverage());
        ObjectNode given = node.putObject("settings");
        settings.forEach(given::put);
        for (SeedRun run : runs) {
            ObjectNode one = node.withArray("runs").addObject();
            run.seed().ifPresent(seed -> one.put("seed", seed));
            one.put("recall", run.metrics().recall())
                    .put("mrr", run.metrics().mrr())
                    .put("seconds", run.training().seconds())
                    .put("cpuSeconds", run.training().cpuSeconds());
        }
        return node.toString();
    }

    private DoubleSummaryStatistics over(ToDoubleFunction<SeedRun> figure) {
        return runs.stream().mapToDouble(figure).summaryStatistics();
    }

    /**
     * One seed's training and what it was worth.
     *
     * @param seed of every random choice; none for a model that counts
     * @param metrics on the test log
     * @param training what it took
     */
    record SeedRun(OptionalLong seed, RankingMetrics metrics, Effort training) {}
}
