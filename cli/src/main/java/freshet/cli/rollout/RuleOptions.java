package freshet.cli.rollout;

import freshet.cli.TimeText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options by whose rules a challenger is judged: a picocli mixin. */
public final class RuleOptions {
    @Option(
            names = "--least-predictions",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Predictions of both models on the same events that each stage takes at least."
                    + " Default: ${DEFAULT-VALUE}")
    private int leastPredictions;

    @Option(
            names = "--error-level",
            paramLabel = "X",
            defaultValue = "0.05",
            description = "Chance that a bound is ever wrong in a trial, over all looks. Default: ${DEFAULT-VALUE}")
    private double level;

    @Option(
            names = "--tolerated-loss",
            paramLabel = "X",
            defaultValue = "0.02",
            description =
                    "Loss of Recall@20 or MRR@20 that is tolerated, a share of the champion's. A smaller one takes"
                            + " more predictions, 0 a gain. Default: ${DEFAULT-VALUE}")
    private double tolerance;

    @Option(names = "--must-gain", description = "Promote only if one of the two is certainly better.")
    private boolean mustGain;

    @Option(
            names = "--latency-ratio",
            paramLabel = "X",
            defaultValue = "1.5",
            description = "Slowest tolerated 95th percentile of latency, a multiple of the champion's."
                    + " Default: ${DEFAULT-VALUE}")
    private double latencyRatio;

    @Option(
            names = "--latency-slack",
            paramLabel = "TIME",
            defaultValue = "5ms",
            converter = TimeText.class,
            description = "What the challenger may be slower in any case. Default: ${DEFAULT-VALUE}")
    private Duration latencySlack;

    @Option(
            names = "--fallback-margin",
            paramLabel = "X",
            defaultValue = "0.02",
            description = "Share of answers that may be POPULAR or NONE beyond the champion's."
                    + " Default: ${DEFAULT-VALUE}")
    private double fallbackMargin;

    @Option(
            names = "--catalogue-share",
            paramLabel = "X",
            defaultValue = "0.8",
            description = "Distinct items that it recommends at least, a share of the champion's."
                    + " Default: ${DEFAULT-VALUE}")
    private double catalogue;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            defaultValue = "10min",
            converter = TimeText.class,
            description = "How long the challenger may answer nothing of what it should: its bundle may be missing."
                    + " Default: ${DEFAULT-VALUE}")
    private Duration patience;

    @Option(
            names = "--longest-stage",
            paramLabel = "TIME",
            defaultValue = "7d",
            converter = TimeText.class,
            description = "A stage that takes longer ends the trial. Default: ${DEFAULT-VALUE}")
    private Duration longestStage;

    @Option(
            names = "--shares",
            paramLabel = "X",
            defaultValue = "0.05,0.25,0.5",
            split = ",",
            description = "Shares of the sessions that the challenger answers, stage by stage."
                    + " Default: ${DEFAULT-VALUE}")
    private List<Double> shares = List.of();

    @Option(
            names = "--shadow",
            paramLabel = "X",
            defaultValue = "0.2",
            description = "Share of the sessions that both models answer, where the announcement names none."
                    + " Default: ${DEFAULT-VALUE}")
    private double shadow;

    @Option(
            names = "--session-quiet",
            paramLabel = "TIME",
            converter = TimeText.class,
            description = "Pause in event time after which a session counts. Default: --session-gap")
    private Optional<Duration> quiet = Optional.empty();

    /**
     * The rules.
     *
     * @param spec of the command that has the options
     * @throws ParameterException if one is out of its range
     */
    public RolloutRules rules(CommandSpec spec) {
        try {
            return new RolloutRules(
                    leastPredictions,
                    level,
                    tolerance,
                    mustGain,
                    latencyRatio,
                    latencySlack,
                    fallbackMargin,
                    catalogue,
                    patience,
                    longestStage,
                    shares,
                    shadow,
                    quiet);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}
