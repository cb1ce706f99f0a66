package freshet.cli.evaluate;

import freshet.cli.terminal.Figure;
import freshet.model.evaluation.Evaluation;
import freshet.model.evaluation.EvaluationSettings;
import freshet.model.evaluation.Quality;
import freshet.model.evaluation.Quality.BandMetrics;
import freshet.model.evaluation.RankingMetrics;
import freshet.model.evaluation.Reliability;
import freshet.model.evaluation.Reliability.Bin;
import freshet.model.evaluation.ReliabilityCounter;
import freshet.model.evaluation.TieRule;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Writes what an evaluation found for people: a column per model. For one thread. */
final class EvaluationTable {
    private static final String LABEL = "%-18s";
    private static final int WIDTH = 22; // of a column, at least

    private final PlayedLog log;
    private final List<MeasuredModel> models;
    private final StringBuilder text = new StringBuilder();

    /** @param models at least one, all measured by the same settings */
    EvaluationTable(PlayedLog log, List<MeasuredModel> models) {
        this.log = log;
        this.models = models;
    }

    /** The table without a line break at its end. */
    String text() {
        text.setLength(0);
        conditions();
        text.append('\n');
        row("", MeasuredModel::name);
        row("items", model -> count(model.items()));
        row("unknown events", model -> count(model.evaluation().unknown()));
        for (int cutoff = 0; cutoff < settings().cutoffs().size(); cutoff++) {
            metrics(cutoff);
        }
        bands("by session length", Quality::bySessionLength);
        bands("by position", Quality::byPosition);
        calibration();
        text.append("\npredictions\n");
        row("  per CPU-second", model -> Figure.text("%,.0f", model.effort().perCpuSecond(model.predictions())));
        row("  per second", model -> Figure.text("%,.0f", model.effort().perSecond(model.predictions())));
        return text.toString().stripTrailing();
    }

    private void conditions() {
        Evaluation any = models.get(0).evaluation();
        line(
                "log",
                "%s, %s: %,d events",
                log.file(),
                log.format(),
                log.summary().events());
        if (log.summary().malformed() > 0) {
            line("passed over", "%s", log.summary().faults());
        }
        log.types().words(log.summary()).ifPresent(words -> line("event types", "%s", words));
        line("sessions", "%,d (gap %s, newest %,d events retained)", any.sessions(), log.gap(), log.maxItems());
        line("left out", "%,d events that repeat another one of their session", any.repeats());
        if (any.equalTimes() > 0) {
            line(
                    "equal times",
                    "%,d events share their time with another one of their session; the order of the log decides",
                    any.equalTimes());
        }
        line(
                "predictions",
                "%,d, each against the session's next event; all items ranked; an unknown one is a miss",
                any.metrics().predictions());
        line("ties", "%s", meaning(settings().ties()));
        line(
                "current item",
                settings().excludeCurrent()
                        ? "excluded: never recommended, and a miss where it comes next again"
                        : "may be recommended again");
        for (MeasuredModel model : models) {
            line("model", "%s", model.file());
        }
    }

    private static String meaning(TieRule ties) {
        return ties + ": "
                + switch (ties) {
                    case SERVED -> "equal scores rank in vocabulary order, as the job answers";
                    case STANDARD -> "the next item ranks before all others of its score";
                    case CONSERVATIVE -> "the next item ranks behind all others of its score";
                    case MEDIAN -> "the next item ranks in the middle of all others of its score";
                };
    }

    private void metrics(int cutoff) {
        int k = settings().cutoffs().get(cutoff);
        text.append('\n');
        share("Recall@" + k, cutoff, quality -> quality.metrics().recall());
        share("MRR@" + k, cutoff, quality -> quality.metrics().mrr());
        share("NDCG@" + k, cutoff, quality -> quality.metrics().ndcg());
        share("precision@" + k, cutoff, quality -> quality.metrics().precision());
        share("F1@" + k, cutoff, quality -> quality.metrics().f1());
        share("coverage@" + k, cutoff, quality -> quality.catalogue().coverage());
        share("popularity@" + k, cutoff, quality -> quality.catalogue().popularity());
        share("  of next items", cutoff, quality -> quality.catalogue().nextPopularity());
    }

    private void share(String label, int cutoff, ToDoubleFunction<Quality> figure) {
        row(
                label,
                model -> Figure.text(
                        "%.4f",
                        figure.applyAsDouble(model.evaluation().qualities().get(cutoff))));
    }

    /** The bands are the same for all models: they come from the log alone. */
    private void bands(String title, Function<Quality, List<BandMetrics>> bands) {
        text.append(String.format(
                Locale.ROOT, "\nRecall@%d, MRR@%<d %s\n", settings().largestCutoff(), title));
        List<BandMetrics> first = bands.apply(models.get(0).evaluation().quality());
        for (int i = 0; i < first.size(); i++) {
            int band = i;
            String label = String.format(
                    Locale.ROOT,
                    "  %-5s %,9d",
                    first.get(i).band(),
                    first.get(i).metrics().predictions());
            row(label, model -> {
                RankingMetrics metrics =
                        bands.apply(model.evaluation().quality()).get(band).metrics();
                return String.format(Locale.ROOT, "%.4f  %.4f", metrics.recall(), metrics.mrr());
            });
        }
    }

    /**
     * The expected calibration errors, each with the one by chance, and the reliability diagram of
     * the first item: in each bin of its probability the mean probability, the share that came
     * next, and the predictions.
     */
    private void calibration() {
        text.append("\nprobabilities\n");
        List<Reliability> any = models.get(0).evaluation().reliabilities();
        for (int i = 0; i < any.size(); i++) {
            int place = i;
            row(
                    "  ECE of first " + any.get(i).k(),
                    model -> Figure.text(
                            "%.4f",
                            model.evaluation().reliabilities().get(place).expectedCalibrationError()));
            row(
                    "    by chance",
                    model -> Figure.text(
                            "%.4f",
                            model.evaluation().reliabilities().get(place).errorByChance()));
        }
        text.append("  first item: mean probability, share that came next, predictions\n");
        for (int i = 0; i < ReliabilityCounter.BINS; i++) {
            int bin = i;
            if (models.stream().anyMatch(model -> bin(model, bin).predictions() > 0)) {
                Bin limits = bin(models.get(0), bin);
                row(
                        String.format(Locale.ROOT, "  %.3f to %.3f", limits.from(), limits.to()),
                        model -> words(bin(model, bin)));
            }
        }
    }

    private static Bin bin(MeasuredModel model, int bin) {
        return model.evaluation().reliabilities().get(0).bins().get(bin);
    }

    private static String words(Bin bin) {
        return bin.predictions() == 0
                ? "-"
                : String.format(Locale.ROOT, "%.3f  %.3f %,9d", bin.confidence(), bin.accuracy(), bin.predictions());
    }

    private void row(String label, Function<MeasuredModel, String> cell) {
        text.append(String.format(Locale.ROOT, LABEL, label));
        for (MeasuredModel model : models) {
            int width = Math.max(WIDTH, model.name().length());
            text.append(String.format(Locale.ROOT, "  %" + width + "s", cell.apply(model)));
        }
        text.append('\n');
    }

    private void line(String label, String format, Object... values) {
        text.append(String.format(Locale.ROOT, "%-13s", label))
                .append(String.format(Locale.ROOT, format, values))
                .append('\n');
    }

    private EvaluationSettings settings() {
        return models.get(0).evaluation().settings();
    }

    private static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
