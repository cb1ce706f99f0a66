package freshet.cli.rollout;

import freshet.cli.kafka.TopicNames;
import freshet.schema.event.EventFormat;
import picocli.CommandLine.Option;

/** The options that say where a judge reads a trial and writes its decisions: a picocli mixin. */
public final class TrialTopics {
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
            description = "How the events are encoded: auto, avro or json. Default: ${DEFAULT-VALUE},"
                    + " which reads Avro and JSON")
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

    /** How the events are encoded. */
    public EventFormat format() {
        return format;
    }

    /** @param models topic of the announcements */
    public TopicNames names(String models) {
        return TopicNames.DEFAULT
                .withEvents(events)
                .withRecommendations(recommendations)
                .withModels(models)
                .withShadow(shadow)
                .withRollouts(rollouts);
    }
}
