package freshet.cli.rollout;

import freshet.model.sequential.GainBounds;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What was counted up to a look.
 *
 * @param recall gain of Recall@20
 * @param mrr gain of MRR@20
 * @param byName all figures; one that is not known yet is missing
 */
record Figures(GainBounds recall, GainBounds mrr, Map<String, Double> byName) {
    private static final int PER_CENT = 100;

    static Figures of(TrialFigures counted) {
        GainBounds recall = counted.recallGain();
        GainBounds mrr = counted.mrrGain();
        Map<String, Double> figures = new HashMap<>();
        put(figures, "predictions", counted.predictions());
        put(figures, "stagePredictions", counted.stagePredictions());
        put(figures, "sessions", counted.pairedSessions());
        put(figures, "sessionsPassedOver", counted.passedOver());
        put(figures, "pairedAnswers", counted.champion().answers());
        put(figures, "missedAnswers", counted.missed());
        arm(figures, "champion", counted.champion());
        arm(figures, "challenger", counted.challenger());
        gain(figures, "recallGain", recall);
        gain(figures, "mrrGain", mrr);
        if (counted.latency().championAnswers() > 0) {
            put(figures, "championP95Millis", counted.latency().championMillis());
        }
        if (counted.latency().challengerAnswers() > 0) {
            put(figures, "challengerP95Millis", counted.latency().challengerMillis());
        }
        return new Figures(recall, mrr, Map.copyOf(figures));
    }

    private static void arm(Map<String, Double> figures, String arm, ArmCounts counts) {
        put(figures, arm + "Recall", counts.recall());
        put(figures, arm + "Mrr", counts.mrr());
        put(figures, arm + "FallbackShare", counts.fallbackShare());
        put(figures, arm + "Items", counts.distinctItems());
    }

    private static void gain(Map<String, Double> figures, String name, GainBounds bounds) {
        put(figures, name, bounds.gain());
        put(figures, name + "Lower", bounds.lower());
        put(figures, name + "Upper", bounds.upper());
    }

    private static void put(Map<String, Double> figures, String name, double value) {
        if (Double.isFinite(value)) {
            figures.put(name, value);
        }
    }

    /** Both gains with their bounds, in words. */
    String gains() {
        return "Recall@20 " + words(recall) + ", MRR@20 " + words(mrr);
    }

    private static String words(GainBounds bounds) {
        String upper = Double.isInfinite(bounds.upper()) ? "any gain" : signed(bounds.upper());
        return signed(bounds.gain()) + " (" + signed(bounds.lower()) + " to " + upper + ")";
    }

    /** A change in per cent. */
    static String signed(double share) {
        return Double.isNaN(share) ? "unknown" : String.format(Locale.ROOT, "%+.1f %%", PER_CENT * share);
    }

    /** A share in per cent. */
    static String share(double share) {
        return String.format(Locale.ROOT, "%.1f %%", PER_CENT * share);
    }
}
