package freshet.cli.rollout;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * By which rules a challenger is judged.
 *
 * @param leastPredictions predictions of both models on the same events that a stage takes at
 *     least; of slower answers and fewer items nothing is said before; at least 1
 * @param level the chance that a trial ever ends for a difference that is none, in (0, 1)
 * @param tolerance loss of Recall@20 or MRR@20 that is tolerated, a share of the champion's, in
 *     [0, 1)
 * @param mustGain whether a challenger that is no better is not promoted
 * @param latencyRatio slowest tolerated 95th percentile, a multiple of the champion's, at least 1
 * @param latencySlack what the challenger may be slower in any case
 * @param fallbackMargin share of answers that may be POPULAR or NONE beyond the champion's, in
 *     [0, 1)
 * @param catalogue share of the champion's distinct items that the challenger recommends at least,
 *     in [0, 1]
 * @param patience how long the challenger may answer nothing of what it should
 * @param longestStage a stage that takes longer ends the trial
 * @param shares of the sessions that the challenger answers in the stages, rising, each in (0, 1]
 * @param shadow share of the sessions that both answer, in (0, 1]
 * @param quiet pause after which a session counts; the pause that ends sessions where it is empty
 */
public record RolloutRules(
        int leastPredictions,
        double level,
        double tolerance,
        boolean mustGain,
        double latencyRatio,
        Duration latencySlack,
        double fallbackMargin,
        double catalogue,
        Duration patience,
        Duration longestStage,
        List<Double> shares,
        double shadow,
        Optional<Duration> quiet) {
    /**
     * Predictions of a session that count: the first ones. A higher limit makes each bet smaller.
     */
    public static final int SESSION_LIMIT = 10;

    // The error level is shared out among three tests, so that all of them hold together.
    private static final double OF_EACH_METRIC = 0.4;
    private static final double OF_FALLBACKS = 0.2;

    /** What the command does unless it is told otherwise. */
    public static final RolloutRules DEFAULT = new RolloutRules(
            1_000,
            0.05,
            0.02,
            false,
            1.5,
            Duration.ofMillis(5),
            0.02,
            0.8,
            Duration.ofMinutes(10),
            Duration.ofDays(7),
            List.of(0.05, 0.25, 0.5),
            0.2,
            Optional.empty());

    /** @throws IllegalArgumentException if a rule is out of its range */
    public RolloutRules {
        shares = List.copyOf(shares);
        require(leastPredictions >= 1, "the least predictions are " + leastPredictions + "; they must be at least 1");
        require(level > 0 && level < 1, "the error level is " + level + "; it must be between 0 and 1");
        require(tolerance >= 0 && tolerance < 1, "the tolerated loss is " + tolerance + "; it must be 0 to below 1");
        require(latencyRatio >= 1, "the latency ratio is " + latencyRatio + "; it must be at least 1");
        require(
                fallbackMargin >= 0 && fallbackMargin < 1,
                "the margin of fallback answers is " + fallbackMargin + "; it must be 0 to below 1");
        require(catalogue >= 0 && catalogue <= 1, "the share of the catalogue is " + catalogue + "; it must be 0 to 1");
        require(shadow > 0 && shadow <= 1, "the shadow is " + shadow + "; it must be above 0, at most 1");
        double before = 0;
        for (double share : shares) {
            require(share > before && share <= 1, "the shares are " + shares + "; they must rise, from above 0 to 1");
            before = share;
        }
    }

    /** The chance that a bound of Recall@20 is ever wrong, or one of MRR@20. */
    public double qualityLevel() {
        return OF_EACH_METRIC * level;
    }

    /** The chance that POPULAR and NONE are ever wrongly found to come more often. */
    double fallbackLevel() {
        return OF_FALLBACKS * level;
    }

    /** Milliseconds of event time after which a session counts, where this pause ends sessions. */
    long quietMillis(long gapMillis) {
        return quiet.map(Duration::toMillis).orElse(gapMillis);
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
