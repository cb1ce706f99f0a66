package freshet.cli.kafka;

/**
 * The topics of one deployment.
 *
 * @param events session events, the input
 * @param recommendations the answers
 * @param rejected events without an answer
 * @param models announcements of model bundles
 */
public record TopicNames(String events, String recommendations, String rejected, String models) {
    /** The names that the job uses unless its settings say otherwise. */
    public static final TopicNames DEFAULT = new TopicNames("events", "recommendations", "rejected-events", "models");
}
