package freshet.trainer.report;

import freshet.trainer.EpochResult;
import freshet.trainer.EpochResult.Accuracy;
import freshet.trainer.Objective;
import freshet.trainer.report.Chart.Series;
import freshet.trainer.settings.SettingValues;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the training went, epoch by epoch.
 *
 * @param measured whether there is any epoch
 * @param validated whether every epoch was measured on the validation sessions
 * @param curves whether there are enough epochs to draw
 */
record Learning(
        String summary,
        boolean measured,
        boolean validated,
        boolean curves,
        List<Row> rows,
        Map<String, Chart> charts) {

    /** One epoch; recall and MRR are empty where it was not measured. */
    record Row(int epoch, boolean kept, String loss, String recall, String mrr, String seconds) {}

    static Learning of(TrainingRun run) {
        List<EpochResult> epochs = run.epochs();
        boolean validated = !epochs.isEmpty()
                && epochs.stream().allMatch(epoch -> epoch.validated().isPresent());
        OptionalInt kept = validated ? kept(run) : OptionalInt.empty();
        boolean curves = epochs.size() > 1;
        return new Learning(
                counted(run) ? "Counted from the data in one pass." : summary(epochs, kept, objective(run)),
                !epochs.isEmpty(),
                validated,
                curves,
                epochs.stream().map(epoch -> row(epoch, kept)).toList(),
                curves ? charts(epochs, validated, kept) : Map.of());
    }

    /** The epoch whose weights are in the bundle, as the trainer notes it there. */
    private static OptionalInt kept(TrainingRun run) {
        Double epoch = run.bundle().metrics().get("epoch");
        return epoch == null ? OptionalInt.empty() : OptionalInt.of(epoch.intValue());
    }

    /** A model that counts has nothing to set. */
    private static boolean counted(TrainingRun run) {
        return run.bundle().provenance().path("settings").isEmpty();
    }

    /** What made an epoch better than another. */
    private static Objective objective(TrainingRun run) {
        String setting = run.bundle()
                .provenance()
                .path("settings")
                .path(Objective.SETTING)
                .asText();
        return Stream.of(Objective.values())
                .filter(objective -> SettingValues.spelling(objective).equals(setting))
                .findFirst()
                .orElse(Objective.RECALL);
    }

    private static String summary(List<EpochResult> epochs, OptionalInt kept, Objective objective) {
        if (epochs.isEmpty()) {
            return "A model of this kind is counted from the data, not learned in epochs.";
        }
        double seconds = epochs.stream().mapToDouble(EpochResult::seconds).sum();
        String learned = Numbers.counted(epochs.size(), "epoch") + " in " + Numbers.duration(seconds) + ". ";
        return kept.isPresent()
                ? learned + "The weights of epoch " + kept.getAsInt()
                        + " were kept: no other had a better " + objective.title() + " on the validation sessions."
                        + " As these chose the epoch, its accuracy on them is optimistic; evaluate it on a later log."
                : learned + "The weights of the last one were kept.";
    }

    private static Row row(EpochResult figures, OptionalInt kept) {
        return new Row(
                figures.epoch(),
                kept.isPresent() && kept.getAsInt() == figures.epoch(),
                Numbers.decimal(figures.loss(), 4),
                figures.validated()
                        .map(accuracy -> Numbers.unsigned(accuracy.recall()))
                        .orElse(""),
                figures.validated()
                        .map(accuracy -> Numbers.unsigned(accuracy.mrr()))
                        .orElse(""),
                Numbers.decimal(figures.seconds(), 1));
    }

    private static Map<String, Chart> charts(List<EpochResult> epochs, boolean validated, OptionalInt kept) {
        List<String> numbers = epochs.stream()
                .map(figures -> Integer.toString(figures.epoch()))
                .toList();
        int highlighted = IntStream.range(0, epochs.size())
                .filter(at ->
                        kept.isPresent() && kept.getAsInt() == epochs.get(at).epoch())
                .findFirst()
                .orElse(-1);
        Map<String, Chart> charts = new TreeMap<>();
        List<Double> losses = epochs.stream().map(EpochResult::loss).toList();
        charts.put(
                "loss",
                new Chart(
                        "line",
                        "epoch",
                        "loss",
                        false,
                        numbers,
                        List.of(new Series("loss", "first", losses)),
                        highlighted));
        if (validated) {
            List<Series> series = List.of(
                    new Series("Recall@20", "first", percents(epochs, Accuracy::recall)),
                    new Series("MRR@20", "second", percents(epochs, Accuracy::mrr)));
            charts.put("accuracy", new Chart("line", "epoch", "share", true, numbers, series, highlighted));
        }
        return charts;
    }

    private static List<Double> percents(List<EpochResult> epochs, ToDoubleFunction<Accuracy> metric) {
        return epochs.stream()
                .flatMap(figures -> figures.validated().stream())
                .map(accuracy -> Numbers.percents(metric.applyAsDouble(accuracy)))
                .toList();
    }
}
