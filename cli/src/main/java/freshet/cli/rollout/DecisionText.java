package freshet.cli.rollout;

import freshet.schema.Rollout;
import freshet.schema.RolloutDecision;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes decisions for people: each in a paragraph, what waits in a line, and nothing twice. For
 * one thread.
 */
public final class DecisionText {
    private final PrintWriter out;
    private String last = "";

    /** @param out where to write */
    public DecisionText(PrintWriter out) {
        this.out = out;
    }

    /** Writes a decision, unless it says the same as the one before. */
    public void print(Decision decision) {
        String said = decision.rollout()
                .map(DecisionText::words)
                .orElseGet(() -> "no challenger of model " + decision.model() + " is on trial");
        String text = decision.followed() ? "another judge decides, this one follows: " + said : said;
        if (!text.equals(last)) {
            String time =
                    decision.rollout().map(state -> state.getDecidedAt() + " ").orElse("");
            out.println(time + text);
            out.flush();
        }
        last = text;
    }

    private static String words(Rollout state) {
        String text = said(state) + ": " + state.getReason();
        return state.getDecision() == RolloutDecision.WAIT ? text : text + figures(state.getFigures());
    }

    private static String said(Rollout state) {
        String version = "version " + state.getChallenger();
        return switch (state.getDecision()) {
            case BEGIN -> version + " begins in " + stage(state);
            case WAIT -> version + " waits in " + stage(state);
            case GO_ON -> version + " goes on to " + stage(state);
            case SHARE -> version + " is in " + stage(state);
            case PROMOTE -> version + " is promoted";
            case RETURN -> version + " is taken back";
            case END -> version + " is no longer on trial";
        };
    }

    private static String stage(Rollout state) {
        return state.getStage() + ", answers " + Figures.share(state.getShare()) + " of the sessions, "
                + Figures.share(state.getShadow()) + " in the shadow";
    }

    private static String figures(Map<String, Double> figures) {
        if (figures.isEmpty()) {
            return "";
        }
        return String.format(Locale.ROOT, "%n")
                + row(figures, "Recall@20", "Recall", "%.4f")
                + row(figures, "MRR@20", "Mrr", "%.4f")
                + row(figures, "POPULAR or NONE", "FallbackShare", "%.4f")
                + row(figures, "distinct items", "Items", "%,.0f")
                + row(figures, "p95, ms", "P95Millis", "%,.0f").stripTrailing();
    }

    private static String row(Map<String, Double> figures, String name, String figure, String format) {
        Optional<Double> champion = Optional.ofNullable(figures.get("champion" + figure));
        Optional<Double> challenger = Optional.ofNullable(figures.get("challenger" + figure));
        if (champion.isEmpty() || challenger.isEmpty()) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "  %-16s champion " + format + "  challenger " + format + "%n",
                name,
                champion.get(),
                challenger.get());
    }
}
