package freshet.cli.topics;

import freshet.cli.kafka.TopicNames;
import freshet.job.settings.FreshetOptions;
import java.util.Optional;
import java.util.function.Function;

/** What a topic is for. */
enum Role {
    EVENTS(
            FreshetOptions.EVENTS_TOPIC.key(),
            names -> Optional.of(names.events()),
            "your site, replay",
            "the job, audit"),
    RECOMMENDATIONS(
            FreshetOptions.RECOMMENDATIONS_TOPIC.key(),
            names -> Optional.of(names.recommendations()),
            "the job",
            "your site, watch, audit, models"),
    REJECTED(FreshetOptions.REJECTED_TOPIC.key(), names -> Optional.of(names.rejected()), "the job", "watch, audit"),
    MODELS(
            FreshetOptions.MODELS_TOPIC.key(),
            names -> Optional.of(names.models()),
            "publish, train",
            "the job, publish, models, items"),
    ITEMS(FreshetOptions.ITEMS_TOPIC.key(), TopicNames::items, "your shop, items", "the job, items"),
    SHADOW(FreshetOptions.TRIAL_SHADOW_TOPIC.key(), TopicNames::shadow, "the job", "rollout"),
    LISTS(FreshetOptions.LISTS_TOPIC.key(), TopicNames::lists, "the job", "the job, gateway"),
    ROLLOUTS("--rollouts-topic", TopicNames::rollouts, "rollout", "rollout, learn");

    private final String setting;
    private final Function<TopicNames, Optional<String>> name;
    private final String writers;
    private final String readers;

    Role(String setting, Function<TopicNames, Optional<String>> name, String writers, String readers) {
        this.setting = setting;
        this.name = name;
        this.writers = writers;
        this.readers = readers;
    }

    /** The setting, or the option of a command, that names the topic. */
    String setting() {
        return setting;
    }

    /** The topic's name; empty where the deployment has none. */
    Optional<String> name(TopicNames names) {
        return name.apply(names);
    }

    /** Who needs the right to write. */
    String writers() {
        return writers;
    }

    /** Who needs the right to read. */
    String readers() {
        return readers;
    }
}
