package freshet.cli.kafka;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** A topic that is a table: the newest record of each key has to stay. */
public enum TableTopic {
    /** The announcements of models. */
    MODELS("an announcement is dropped in time, and a job that starts after that has no model"),
    /** The availability of items. */
    ITEMS("what is withheld is dropped in time, and recommended again after a restart"),
    /** Lists of popular, trending and new items. */
    LISTS("a list that has not changed for long is dropped in time, and missing from then on"),
    /** What a judge of trials has decided. */
    ROLLOUTS("a decision is dropped in time, and a judge that starts after that begins its trial anew");

    private final String lost;

    TableTopic(String lost) {
        this.lost = lost;
    }

    /**
     * What a topic that drops records does, and the remedy.
     *
     * @param name the topic's
     */
    public String warning(String name) {
        return name + " is not compacted alone: " + lost + "; kafka-configs.sh --alter --topic " + name
                + " --add-config " + TopicConfig.CLEANUP_POLICY_CONFIG + "=" + TopicConfig.CLEANUP_POLICY_COMPACT;
    }

    /**
     * That warning, if the topic drops records for their age or size; empty where the broker does
     * not say.
     */
    public Optional<String> warning(KafkaConnection connection, String name) {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        try (Admin admin = connection.admin()) {
            Config settings =
                    admin.describeConfigs(List.of(topic)).values().get(topic).get();
            return Optional.ofNullable(settings.get(TopicConfig.CLEANUP_POLICY_CONFIG))
                    .filter(policy -> policy.value().contains(TopicConfig.CLEANUP_POLICY_DELETE))
                    .map(policy -> warning(name));
        } catch (ExecutionException e) {
            return Optional.empty(); // a right that only this hint needs; topics names it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
