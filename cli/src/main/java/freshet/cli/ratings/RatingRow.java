package freshet.cli.ratings;

import freshet.trainer.rating.RatingContest.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What a model did.
 *
 * @param kind of the model
 * @param bySeed per seed the results of all folds
 * @param cpuSeconds of one training with its search for the number of passes, on average
 */
record RatingRow(RatingKind kind, List<List<Result>> bySeed, double cpuSeconds) {

    /** A row of Markdown; the last column compares with the biases' error. */
    String text(double baseline) {
        return String.format(
                Locale.ROOT,
                "| `%s` | %.4f | %.4f | %.4f | %.1f | %s | %.1f |",
                kind,
                rmse(),
                spread(),
                mean(result -> result.quality().mae()),
                100 * mean(result -> result.quality().accuracy()),
                kind == RatingKind.BIAS ? "–" : String.format(Locale.ROOT, "%.4f", baseline - rmse()),
                cpuSeconds);
    }

    /** The mean over folds and seeds. */
    double rmse() {
        return mean(result -> result.quality().rmse());
    }

    /** Largest less smallest mean over the folds, of the seeds. */
    private double spread() {
        List<Double> means = new ArrayList<>();
        bySeed.forEach(results -> means.add(results.stream()
                .mapToDouble(result -> result.quality().rmse())
                .average()
                .orElseThrow()));
        return means.stream().mapToDouble(mean -> mean).max().orElseThrow()
                - means.stream().mapToDouble(mean -> mean).min().orElseThrow();
    }

    private double mean(ToDoubleFunction<Result> figure) {
        return bySeed.stream()
                .flatMap(List::stream)
                .mapToDouble(figure)
                .average()
                .orElseThrow();
    }
}
