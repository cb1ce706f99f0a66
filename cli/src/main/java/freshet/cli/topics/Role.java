package freshet.cli.topics;

import freshet.cli.kafka.TopicNames;
import freshet.job.settings.FreshetOptions;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.configuration.ConfigOption;

/** What a topic is for. */
enum Role {
    EVENTS(FreshetOptions.EVENTS_TOPIC, names -> Optional.of(names.events()), "your site, replay", "the job, audit"),
    RECOMMENDATIONS(
            FreshetOptions.RECOMMENDATIONS_TOPIC,
            names -> Optional.of(names.recommendations()),
            "the job",
            "your site, watch, audit, models"),
    REJECTED(FreshetOptions.REJECTED_TOPIC, names -> Optional.of(names.rejected()), "the job", "watch, audit"),
    MODELS(
            FreshetOptions.MODELS_TOPIC,
            names -> Optional.of(names.models()),
            "publish, train",
            "the job, publish, models, items"),
    ITEMS(FreshetOptions.ITEMS_TOPIC, TopicNames::items, "your shop, items", "the job, items");

    private final ConfigOption<String> setting;
    private final Function<TopicNames, Optional<String>> name;
    private final String writers;
    private final String readers;

    Role(ConfigOption<String> setting, Function<TopicNames, Optional<String>> name, String writers, String readers) {
        this.setting = setting;
        this.name = name;
        this.writers = writers;
        this.readers = readers;
    }

    /** Key of the setting that names the topic. */
    String setting() {
        return setting.key();
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
