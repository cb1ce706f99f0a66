package freshet.trainer.bundle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.trainer.Dropped;
import freshet.trainer.TrainingData;
import freshet.trainer.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * Tells in a bundle how it came to be: trainer, code version, settings with the seed, and what it
 * was trained on.
 */
public final class Provenance {
    private Provenance() {}

    /**
     * The provenance of a model; it holds nothing that differs between two runs on the same data.
     *
     * @param trainer the trainer's name
     * @param settings all of them, defaults included; a value can be given to the trainer again as
     *     it is
     */
    public static ObjectNode of(String trainer, Settings settings, TrainingData data) {
        ObjectNode provenance =
                JsonNodeFactory.instance.objectNode().put("trainer", trainer).put("code_version", CodeVersion.VALUE);
        ObjectNode given = provenance.putObject("settings");
        settings.values().forEach(given::put);
        ObjectNode trainedOn = provenance.putObject("data");
        trainedOn
                .put("sha256", data.hash())
                .put("events", data.items().size())
                .put("sessions", data.sessions())
                .put("first_session", Instant.ofEpochMilli(data.starts().get(0)).toString())
                .put("items", data.vocabulary().size())
                .put("min_item_support", data.rules().minItemSupport())
                .put("min_session_length", data.rules().minSessionLength())
                .put("drop_repeats", data.rules().dropRepeats());
        Dropped dropped = data.dropped();
        trainedOn
                .putObject("dropped")
                .put("repeats", dropped.repeats())
                .put("rare_items", dropped.rareItems())
                .put("rare_events", dropped.rareEvents())
                .put("short_sessions", dropped.shortSessions())
                .put("short_events", dropped.shortEvents())
                .put("short_items", dropped.shortItems());
        LearnedUntil.raise(provenance, data);
        return provenance;
    }

    /**
     * The version of this code, which the build writes into
     * {@code /freshet/trainer/version.properties}: its number, {@code +} and the git commit it was
     * built from, with {@code -dirty} behind it where files of that commit were changed, or
     * {@code unknown} where there was no git.
     */
    private static final class CodeVersion {
        static final String VALUE = read();

        private CodeVersion() {}

        private static String read() {
            Properties properties = new Properties();
            try (InputStream in = CodeVersion.class.getResourceAsStream("/freshet/trainer/version.properties")) {
                properties.load(Optional.ofNullable(in)
                        .orElseThrow(() -> new IllegalStateException(
                                "freshet/trainer/version.properties is missing; build the trainer with Maven")));
            } catch (IOException e) {
                throw new UncheckedIOException("freshet/trainer/version.properties cannot be read", e);
            }
            return properties.getProperty("version");
        }
    }
}
