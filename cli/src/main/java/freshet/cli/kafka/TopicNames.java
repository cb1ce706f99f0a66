package freshet.cli.kafka;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The topics of one deployment.
 *
 * @param events session events, the input
 * @param recommendations the answers
 * @param rejected events without an answer
 * @param models announcements of model bundles
 * @param items availability of items, where the deployment has such a topic
 */
public record TopicNames(
        String events, String recommendations, String rejected, String models, Optional<String> items) {
    /** The names that the job uses unless its settings say otherwise. */
    public static final TopicNames DEFAULT = new TopicNames("events", "recommendations", "rejected-events", "models");

    /** A deployment without a topic of items. */
    public TopicNames(String events, String recommendations, String rejected, String models) {
        this(events, recommendations, rejected, models, Optional.empty());
    }

    /** All of them. */
    List<String> all() {
        return Stream.concat(Stream.of(events, recommendations, rejected, models), items.stream())
                .toList();
    }
}
