package freshet.cli.kafka;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The topics of one deployment.
 *
 * @param events session events, the input
 * @param recommendations the answers
 * @param rejected events without an answer
 * @param models announcements of model bundles
 * @param items availability of items, where the deployment has such a topic
 * @param shadow shadow answers of a trial, where the deployment has such a topic
 * @param lists lists of popular, trending and new items, where the deployment has such a topic
 * @param rollouts what a judge of trials has decided, where the deployment has such a topic; no job
 *     reads or writes it
 */
public record TopicNames(
        String events,
        String recommendations,
        String rejected,
        String models,
        Optional<String> items,
        Optional<String> shadow,
        Optional<String> lists,
        Optional<String> rollouts) {
    /** The names that the job uses unless its settings say otherwise. */
    public static final TopicNames DEFAULT = new TopicNames("events", "recommendations", "rejected-events", "models");

    /** The topic of items that {@code items} and {@code cluster start --job} use. */
    public static final String USUAL_ITEMS = "items";

    /** The usual topic of shadow answers. */
    public static final String USUAL_SHADOW = "shadow-recommendations";

    /** The usual topic of lists of items. */
    public static final String USUAL_LISTS = "lists";

    /** The usual topic of what a judge has decided. */
    public static final String USUAL_ROLLOUTS = "rollouts";

    /** A deployment without a topic of items, and without those of trials. */
    public TopicNames(String events, String recommendations, String rejected, String models) {
        this(events, recommendations, rejected, models, Optional.empty());
    }

    /** A deployment without the topics of trials. */
    public TopicNames(String events, String recommendations, String rejected, String models, Optional<String> items) {
        this(events, recommendations, rejected, models, items, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with another topic of events. */
    public TopicNames withEvents(String topic) {
        return new TopicNames(topic, recommendations, rejected, models, items, shadow, lists, rollouts);
    }

    /** The same with another topic of recommendations. */
    public TopicNames withRecommendations(String topic) {
        return new TopicNames(events, topic, rejected, models, items, shadow, lists, rollouts);
    }

    /** The same with another topic of rejected events. */
    public TopicNames withRejected(String topic) {
        return new TopicNames(events, recommendations, topic, models, items, shadow, lists, rollouts);
    }

    /** The same with another topic of announcements. */
    public TopicNames withModels(String topic) {
        return new TopicNames(events, recommendations, rejected, topic, items, shadow, lists, rollouts);
    }

    /** The same with this topic of items. */
    public TopicNames withItems(String topic) {
        return new TopicNames(events, recommendations, rejected, models, Optional.of(topic), shadow, lists, rollouts);
    }

    /** The same with this topic of shadow answers. */
    public TopicNames withShadow(String topic) {
        return new TopicNames(events, recommendations, rejected, models, items, Optional.of(topic), lists, rollouts);
    }

    /** The same with this topic of lists of items. */
    public TopicNames withLists(String topic) {
        return new TopicNames(events, recommendations, rejected, models, items, shadow, Optional.of(topic), rollouts);
    }

    /** The same with this topic of what a judge has decided. */
    public TopicNames withRollouts(String topic) {
        return new TopicNames(events, recommendations, rejected, models, items, shadow, lists, Optional.of(topic));
    }

    /** All that a job needs. */
    List<String> ofJob() {
        return Stream.of(
                        Stream.of(events, recommendations, rejected, models),
                        items.stream(),
                        shadow.stream(),
                        lists.stream())
                .flatMap(Function.identity())
                .toList();
    }
}
