package freshet.cli.rollout;

import freshet.cli.SpanText;
import freshet.model.sequential.GainBounds;
import freshet.schema.RolloutDecision;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Applies the rules to what was counted. Immutable. */
record RuleBook(RolloutRules rules) {

    /**
     * What the rules say now. What speaks against the challenger comes first.
     *
     * @param share that it answers now
     * @param inStage how long the stage has gone on
     */
    Verdict verdict(TrialFigures counted, Figures figures, double share, Duration inStage) {
        return Stream.<Supplier<Optional<Verdict>>>of(
                        () -> worse("Recall@20", figures.recall()),
                        () -> worse("MRR@20", figures.mrr()),
                        () -> fallsBack(counted),
                        () -> slower(counted),
                        () -> narrower(counted),
                        () -> silent(counted))
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> forIt(counted, figures, share, inStage));
    }

    private Verdict forIt(TrialFigures counted, Figures figures, double share, Duration inStage) {
        boolean enough = counted.stagePredictions() >= rules.leastPredictions();
        boolean last = nextShare(share).isEmpty();
        boolean noWorse =
                figures.recall().lower() > -rules.tolerance() && figures.mrr().lower() > -rules.tolerance();
        boolean gains = figures.recall().lower() > 0 || figures.mrr().lower() > 0;
        String measured = figures.gains() + " over " + count(counted.predictions()) + " predictions";
        if (enough && noWorse && (!last || gains || !rules.mustGain())) {
            String reason = "no loss over " + Figures.share(rules.tolerance()) + ": " + measured;
            return new Verdict(last ? RolloutDecision.PROMOTE : RolloutDecision.GO_ON, reason);
        }
        if (inStage.compareTo(rules.longestStage()) > 0) {
            return Verdict.returned("the stage has gone on for " + SpanText.of(inStage) + " without a verdict, "
                    + SpanText.of(rules.longestStage()) + " is the longest: " + measured);
        }
        if (!enough) {
            return Verdict.waiting(count(counted.stagePredictions()) + " of " + count(rules.leastPredictions())
                    + " predictions of this stage; " + measured);
        }
        return Verdict.waiting((noWorse
                        ? "no gain is certain yet: "
                        : "a loss over " + Figures.share(rules.tolerance()) + " is possible yet: ")
                + measured);
    }

    /** The share after this one; empty after the last. */
    Optional<Double> nextShare(double share) {
        return rules.shares().stream().filter(next -> next > share).findFirst();
    }

    private Optional<Verdict> worse(String metric, GainBounds gain) {
        return when(
                gain.upper() < -rules.tolerance(),
                () -> metric + " is worse than the champion's by " + Figures.share(-gain.upper()) + " at least, "
                        + Figures.share(rules.tolerance()) + " are tolerated (measured " + Figures.signed(gain.gain())
                        + ", at most " + Figures.signed(gain.upper()) + ")");
    }

    private Optional<Verdict> fallsBack(TrialFigures counted) {
        return when(
                counted.fallsBackMore(),
                () -> Figures.share(counted.challenger().fallbackShare()) + " of its "
                        + count(counted.challenger().answers()) + " answers are POPULAR or NONE, of the champion's to "
                        + "the same events " + Figures.share(counted.champion().fallbackShare()) + "; "
                        + Figures.share(rules.fallbackMargin()) + " more are tolerated");
    }

    private Optional<Verdict> slower(TrialFigures counted) {
        StageLatency latency = counted.latency();
        double most = Math.max(
                rules.latencyRatio() * latency.championMillis(),
                latency.championMillis() + (double) rules.latencySlack().toMillis());
        return when(
                Math.min(latency.championAnswers(), latency.challengerAnswers()) >= rules.leastPredictions()
                        && latency.challengerMillis() > most,
                () -> String.format(
                        Locale.ROOT,
                        "95 of 100 answers take up to %,d ms, the champion's %,d ms; %,.0f ms are tolerated",
                        latency.challengerMillis(),
                        latency.championMillis(),
                        most));
    }

    private Optional<Verdict> narrower(TrialFigures counted) {
        int theirs = counted.champion().distinctItems();
        int ours = counted.challenger().distinctItems();
        return when(
                counted.predictions() >= rules.leastPredictions() && ours < rules.catalogue() * theirs,
                () -> "it recommends " + count(ours) + " items, the champion " + count(theirs) + " to the same events; "
                        + Figures.share(rules.catalogue()) + " of them are the least");
    }

    private Optional<Verdict> silent(TrialFigures counted) {
        return when(
                counted.missed() >= rules.leastPredictions()
                        && counted.missedMillis() > rules.patience().toMillis(),
                () -> "the last " + count(counted.missed()) + " events that it should answer have no answer of it; "
                        + "the job may have refused its bundle, its log and the metric refusedBundles say why, or its"
                        + " trial.shadow-topic is another one");
    }

    private static Optional<Verdict> when(boolean broken, Supplier<String> reason) {
        return broken ? Optional.of(Verdict.returned(reason.get())) : Optional.empty();
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
