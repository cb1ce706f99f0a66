package freshet.cli.publish;

import freshet.cli.CommandException;
import freshet.cli.kafka.KafkaConnection;
import freshet.schema.ModelAnnouncement;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Where a model goes: into a store, and on a topic under a name. Immutable.
 *
 * @param connection to the topic's cluster
 * @param topic of the announcements, which must exist
 * @param name the model's, by which jobs look for it
 * @param store URI of the folder that jobs fetch bundles from, or a path on this machine
 */
public record Target(KafkaConnection connection, String topic, String name, String store) {

    /**
     * Makes sure that a bundle could be published now: a broker answers, the topic exists, the
     * store can be written.
     *
     * @throws CommandException naming what is not so
     */
    public void requireReady() {
        connection.call(kafka -> new Announcements(kafka, topic, warning -> {}));
        StoreFileSystems.initialize();
        new ModelStore(store).requireWritable();
    }

    /**
     * Puts a checked bundle into the store and announces it as champion.
     *
     * @param version to announce, over all so far; without it the next one
     * @param note why it is deployed, for people
     * @param warnings is told of announcements that cannot be read
     * @return the announcement, which the broker has
     * @throws CommandException if broker, topic or store cannot be used, or the version is taken
     */
    public ModelAnnouncement publish(
            CheckedBundle bundle, OptionalLong version, String note, Consumer<String> warnings) {
        return publish(bundle, version, note, Standing.CHAMPION, warnings);
    }

    /**
     * Puts a checked bundle into the store and announces it.
     *
     * @param standing as what
     * @throws CommandException also if a challenger has no champion to stand beside
     */
    public ModelAnnouncement publish(
            CheckedBundle bundle, OptionalLong version, String note, Standing standing, Consumer<String> warnings) {
        StoreFileSystems.initialize();
        return connection.call(
                kafka -> new Publication(new Announcements(kafka, topic, warnings), store, Clock.systemUTC())
                        .publish(bundle, name, version, note, standing));
    }
}
