package freshet.trainer.report;

import freshet.model.evaluation.Band;
import freshet.model.evaluation.Quality;
import freshet.model.evaluation.Quality.BandMetrics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Recall by session length and by position, of the model and of the strongest trivial one.
 *
 * @param other the trivial one's name
 */
record Bands(String model, Optional<String> other, List<Table> tables) {

    /** @param column what the bands count */
    record Table(String id, String caption, String column, List<Row> rows) {}

    /** @param width of the bar, for the style sheet */
    record Row(String band, String width, String recall, Optional<Other> other, String predictions) {}

    /** The other model's recall. */
    record Other(String width, String recall) {}

    static Bands of(List<Judged> judged) {
        Judged model = judged.get(0);
        Optional<Judged> other = judged.stream().skip(1).findFirst();
        return new Bands(
                model.name(),
                other.map(Judged::name),
                List.of(
                        new Table(
                                "length",
                                "Recall@20 in % by events in the whole session",
                                "Events",
                                rows(model, other, Quality::bySessionLength)),
                        new Table(
                                "position",
                                "Recall@20 in % by events seen before the prediction",
                                "Seen",
                                rows(model, other, Quality::byPosition))));
    }

    private static List<Row> rows(Judged model, Optional<Judged> other, Function<Quality, List<BandMetrics>> bands) {
        Map<Band, Double> others = other.map(judged -> bands.apply(judged.quality()).stream()
                        .collect(Collectors.toMap(
                                BandMetrics::band, band -> band.metrics().recall())))
                .orElse(Map.of());
        return bands.apply(model.quality()).stream()
                .map(band -> new Row(
                        band.band().toString(),
                        width(band.metrics().recall()),
                        Numbers.unsigned(band.metrics().recall()),
                        Optional.ofNullable(others.get(band.band()))
                                .map(recall -> new Other(width(recall), Numbers.unsigned(recall))),
                        Numbers.count(band.metrics().predictions())))
                .toList();
    }

    private static String width(double recall) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * recall);
    }
}
