package freshet.cli.learn;

import freshet.cli.TimeText;
import freshet.cli.publish.ModelTopicOptions;
import freshet.cli.rollout.JudgeSettings;
import freshet.cli.rollout.RuleOptions;
import freshet.cli.rollout.TrialTopics;
import freshet.model.session.SessionRules;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options by which a loop has its challengers judged: a picocli mixin. */
final class TrialOptions {
    @Option(
            names = "--no-rollout",
            description = "Announce a candidate that has passed the gate as champion at once, without a trial.")
    private boolean none;

    @Option(
            names = "--look-every",
            paramLabel = "TIME",
            defaultValue = "1min",
            converter = TimeText.class,
            description = "Pause between two looks of the judge. Default: ${DEFAULT-VALUE}")
    private Duration every;

    @Mixin
    private RuleOptions rules;

    @Mixin
    private TrialTopics topics;

    /** @throws ParameterException if an option is out of its range */
    Optional<RolloutSettings> settings(CommandSpec spec, ModelTopicOptions model, SessionRules sessions) {
        if (none) {
            return Optional.empty();
        }
        if (every.isZero()) {
            throw new ParameterException(spec.commandLine(), "--look-every is 0; it must be at least 1ms");
        }
        return Optional.of(new RolloutSettings(
                new JudgeSettings(
                        topics.names(model.topic()),
                        model.name(spec),
                        sessions,
                        topics.format(),
                        rules.rules(spec),
                        false),
                every));
    }
}
