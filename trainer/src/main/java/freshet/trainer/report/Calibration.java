package freshet.trainer.report;

import freshet.model.evaluation.Reliability;
import freshet.model.evaluation.Reliability.Bin;
import freshet.trainer.report.Chart.Series;
import java.util.List;
import java.util.Locale;

/** How far the served probabilities are right: the reliability diagram of the first item. */
record Calibration(String summary, List<Row> rows, Chart chart) {

    /**
     * One bin.
     *
     * @param probability mean of its predictions
     * @param accuracy share of them in which the first item came next
     */
    record Row(String range, String probability, String accuracy, String predictions) {}

    static Calibration of(Judged model) {
        List<Reliability> reliabilities = model.evaluation().reliabilities();
        Reliability first = reliabilities.get(0);
        Reliability list = reliabilities.get(reliabilities.size() - 1);
        List<Bin> bins =
                first.bins().stream().filter(bin -> bin.predictions() > 0).toList();
        return new Calibration(
                "Predictions are grouped by the probability of the first item. Where the share in which it came next"
                        + " is below, the model promises too much; above, too little. The mean distance is the"
                        + " expected calibration error: " + Numbers.percent(first.expectedCalibrationError())
                        + " for the first item, and " + Numbers.percent(list.expectedCalibrationError())
                        + " for the first " + list.k() + " together.",
                bins.stream().map(Calibration::row).toList(),
                new Chart(
                        "bar",
                        "probability of the first item, %",
                        "share",
                        true,
                        bins.stream().map(Calibration::range).toList(),
                        List.of(
                                new Series(
                                        "mean probability",
                                        "grey",
                                        bins.stream()
                                                .map(bin -> Numbers.percents(bin.confidence()))
                                                .toList()),
                                new Series(
                                        "came next",
                                        "first",
                                        bins.stream()
                                                .map(bin -> Numbers.percents(bin.accuracy()))
                                                .toList())),
                        -1));
    }

    private static Row row(Bin bin) {
        return new Row(
                range(bin),
                Numbers.unsigned(bin.confidence()),
                Numbers.unsigned(bin.accuracy()),
                Numbers.count(bin.predictions()));
    }

    private static String range(Bin bin) {
        return String.format(Locale.ROOT, "%.0f–%.0f", 100 * bin.from(), 100 * bin.to());
    }
}
