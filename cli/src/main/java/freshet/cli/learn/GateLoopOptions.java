package freshet.cli.learn;

import freshet.cli.AtLeastOne;
import freshet.cli.gate.GateRules;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of a loop's gate: a picocli mixin. */
final class GateLoopOptions {
    @Option(names = "--no-gate", description = "Publish each candidate without comparing it first.")
    private boolean none;

    @Option(
            names = "--gate-share",
            paramLabel = "S",
            defaultValue = "0.2",
            description = "Share of the sessions that the champion has not seen, the last ones, on which the candidate"
                    + " is compared and from which it does not learn. Default: ${DEFAULT-VALUE}")
    private double share;

    @Option(
            names = "--gate-margin",
            paramLabel = "X",
            defaultValue = "0.01",
            description = "Share of the champion's Recall@20, and of its MRR@20, that a candidate may lose."
                    + " Default: ${DEFAULT-VALUE}")
    private double margin;

    @Option(
            names = "--gate-least",
            paramLabel = "N",
            defaultValue = "1000",
            converter = AtLeastOne.class,
            description = "Predictions to compare by; while half of the new sessions have fewer, nothing is trained."
                    + " Default: ${DEFAULT-VALUE}")
    private int least;

    /** @throws ParameterException if an option is out of its range */
    Optional<GateSettings> settings(CommandSpec spec) {
        if (none) {
            return Optional.empty();
        }
        try {
            return Optional.of(new GateSettings(new GateRules(margin, least), share));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}
