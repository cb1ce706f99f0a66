package freshet.cli.kafka;

import freshet.cli.CommandName;
import freshet.job.settings.FreshetOptions;
import java.util.Optional;

/** What a user types to create a topic that is missing. */
public final class CreateHint {
    private static final int PARTITIONS = 8;

    private CreateHint() {}

    /**
     * The words {@code create it with}, and a command for this cluster that creates the missing
     * ones of these topics.
     *
     * @param names those that are not the default are named by their setting
     */
    public static String of(KafkaConnection connection, TopicNames names) {
        return "create it with " + command(connection, names);
    }

    /** The command alone. */
    static String command(KafkaConnection connection, TopicNames names) {
        TopicNames usual = TopicNames.DEFAULT;
        String items = names.items()
                .map(name -> set(FreshetOptions.ITEMS_TOPIC.key(), name))
                .orElse("");
        String shadow = names.shadow()
                .map(name -> set(FreshetOptions.TRIAL_SHADOW_TOPIC.key(), name))
                .orElse("");
        String lists = names.lists()
                .map(name -> set(FreshetOptions.LISTS_TOPIC.key(), name))
                .orElse("");
        return CommandName.of("topics --bootstrap-servers " + CommandName.word(connection.bootstrapServers())
                + setUnless(usual.events(), FreshetOptions.EVENTS_TOPIC.key(), names.events())
                + setUnless(
                        usual.recommendations(), FreshetOptions.RECOMMENDATIONS_TOPIC.key(), names.recommendations())
                + setUnless(usual.rejected(), FreshetOptions.REJECTED_TOPIC.key(), names.rejected())
                + setUnless(usual.models(), FreshetOptions.MODELS_TOPIC.key(), names.models())
                + items + shadow + lists + " --create " + PARTITIONS);
    }

    private static String setUnless(String usual, String setting, String name) {
        return Optional.of(name)
                .filter(other -> !other.equals(usual))
                .map(other -> set(setting, other))
                .orElse("");
    }

    private static String set(String setting, String name) {
        return " --set " + CommandName.word(setting + "=" + name);
    }
}
