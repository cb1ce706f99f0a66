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

    /** The topic of items that {@code items} and {@code cluster start --job} use. */
    public static final String USUAL_ITEMS = "items";

    /** A deployment without a topic of items. */
    public TopicNames(String events, String recommendations, String rejected, String models) {
        this(events, recommendations, rejected, models, Optional.empty());
    }

    /** The same with another topic of events. */
    public TopicNames withEvents(String topic) {
        return new TopicNames(topic, recommendations, rejected, models, items);
    }

    /** The same with another topic of recommendations. */
    public TopicNames withRecommendations(String topic) {
        return new TopicNames(events, topic, rejected, models, items);
    }

    /** The same with another topic of rejected events. */
    public TopicNames withRejected(String topic) {
        return new TopicNames(events, recommendations, topic, models, items);
    }

    /** The same with another topic of announcements. */
    public TopicNames withModels(String topic) {
        return new TopicNames(events, recommendations, rejected, topic, items);
    }

    /** The same with this topic of items. */
    public TopicNames withItems(String topic) {
        return new TopicNames(events, recommendations, rejected, models, Optional.of(topic));
    }

    /** All of them. */
    List<String> all() {
        return Stream.concat(Stream.of(events, recommendations, rejected, models), items.stream())
                .toList();
    }
}
