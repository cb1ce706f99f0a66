package freshet.trainer.report;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Mustache;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that the template {@code page.html} names. Texts are plain: the template escapes them, item
 * ids above all, which come from a log.
 *
 * @param facts stacks of tables side by side
 * @param charts JSON by the names of the canvases
 */
record ReportPage(
        String title,
        String summary,
        List<Headline> tiles,
        Learning learning,
        Optional<Judgement> judgement,
        Optional<Neighbours> neighbours,
        List<List<Facts>> facts,
        String charts) {

    private static final DateTimeFormatter TO_THE_MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** What the template sees at its top. */
    private record Root(ReportPage report, Assets assets) {}

    /**
     * @param judged empty without validation, else the model first and then the trivial ones, the
     *     strongest of them first
     */
    static ReportPage of(TrainingRun run, List<Judged> judged, double evaluationSeconds) {
        Learning learning = Learning.of(run);
        Optional<Judgement> judgement = judged.isEmpty() ? Optional.empty() : Optional.of(Judgement.of(judged));
        Map<String, Chart> charts = new TreeMap<>(learning.charts());
        judgement.ifPresent(made -> {
            charts.put("popularity", made.popularity().chart());
            charts.put("reliability", made.calibration().chart());
        });
        return new ReportPage(
                run.name(),
                "Model " + run.bundle().kind() + ", trained "
                        + TO_THE_MINUTE.format(run.begun())
                        + " by Freshet "
                        + run.bundle().provenance().path("code_version").asText(),
                Headline.of(run, judged),
                learning,
                judgement,
                Neighbours.of(run.bundle()),
                Facts.of(run, evaluationSeconds),
                Chart.json(charts));
    }

    /** The whole page. */
    String html() {
        return Mustache.compiler()
                .escapeHTML(true)
                .strictSections(true)
                .withCollector(new OptionalSections())
                .compile(Assets.page())
                .execute(new Root(this, Assets.load()));
    }

    /**
     * Shows a section of the template once for an {@link Optional} that holds something, and not at
     * all for an empty one.
     */
    private static final class OptionalSections extends DefaultCollector {

        @Override
        public Iterator<?> toIterator(Object value) {
            return value instanceof Optional<?> optional ? optional.stream().iterator() : super.toIterator(value);
        }
    }

    /** What the validation sessions say about the model. */
    record Judgement(BaselineComparison comparison, Bands bands, PopularityBias popularity, Calibration calibration) {

        /** @param judged the model first, then the trivial ones, the strongest of them first */
        static Judgement of(List<Judged> judged) {
            return new Judgement(
                    BaselineComparison.of(judged),
                    Bands.of(judged),
                    PopularityBias.of(judged),
                    Calibration.of(judged.get(0)));
        }
    }
}
