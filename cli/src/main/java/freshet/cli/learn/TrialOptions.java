package freshet.cli.learn;

import freshet.cli.TimeText;
import freshet.cli.kafka.TopicNames;
import freshet.cli.publish.ModelTopicOptions;
import freshet.cli.rollout.JudgeSettings;
import freshet.cli.rollout.RuleOptions;
import freshet.model.session.SessionRules;
import freshet.schema.event.EventFormat;
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

    @Option(
            names = "--events-topic",
            paramLabel = "TOPIC",
            defaultValue = "events",
            description = "Topic of the events. Default: ${DEFAULT-VALUE}")
    private String events;

    @Option(
            names = "--events-format",
            paramLabel = "F",
            defaultValue = "auto",
            description = "How the events are encoded: auto, avro or json. Default: ${DEFAULT-VALUE}")
    private EventFormat format;

    @Option(
            names = "--recommendations-topic",
            paramLabel = "TOPIC",
            defaultValue = "recommendations",
            description = "Topic of the recommendations. Default: ${DEFAULT-VALUE}")
    private String recommendations;

    @Option(
            names = "--shadow-topic",
            paramLabel = "TOPIC",
            defaultValue = TopicNames.USUAL_SHADOW,
            description = "Topic of the shadow answers, the job's trial.shadow-topic. Default: ${DEFAULT-VALUE}")
    private String shadow;

    @Option(
            names = "--rollouts-topic",
            paramLabel = "TOPIC",
            defaultValue = TopicNames.USUAL_ROLLOUTS,
            description = "Topic of the judge's decisions. Default: ${DEFAULT-VALUE}")
    private String rollouts;

    /** @throws ParameterException if an option is out of its range */
    Optional<RolloutSettings> settings(CommandSpec spec, ModelTopicOptions model, SessionRules sessions) {
        if (none) {
            return Optional.empty();
        }
        if (every.isZero()) {
            throw new ParameterException(spec.commandLine(), "--look-every is 0; it must be at least 1ms");
        }
        TopicNames topics = TopicNames.DEFAULT
                .withEvents(events)
                .withRecommendations(recommendations)
                .withModels(model.topic())
                .withShadow(shadow)
                .withRollouts(rollouts);
        return Optional.of(new RolloutSettings(
                new JudgeSettings(topics, model.name(spec), sessions, format, rules.rules(spec), false), every));
    }
}
