package freshet.cli.kafka;

import freshet.cli.CommandException;
import freshet.job.settings.PlainSecrets;
import freshet.model.file.Utf8Text;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Option;

/** The options for the properties of Kafka's clients: a picocli mixin. */
public final class KafkaClientOptions {
    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Properties file for the Kafka clients: TLS, SASL and the like. A secret may be elsewhere:"
                    + " $${env:NAME}, $${file:PROPERTIES-FILE:KEY}, $${dir:FOLDER:FILE}.")
    private Optional<Path> config;

    @Option(
            names = "--kafka-property",
            paramLabel = "KEY=VALUE",
            description =
                    "One property for the Kafka clients, over those of --kafka-config, and no secret but a reference;"
                            + " may be repeated.")
    private Map<String, String> properties = new LinkedHashMap<>();

    /** The words that a user types to give the same options; empty where none is given. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        config.ifPresent(file -> words.addAll(List.of("--kafka-config", file.toString())));
        properties.forEach((key, value) -> words.addAll(List.of("--kafka-property", key + "=" + value)));
        return words;
    }

    /**
     * A connection with these properties; nothing is asked of it yet.
     *
     * @param bootstrapServers host:port, separated by commas
     * @throws CommandException if the properties file cannot be read
     * @throws freshet.job.settings.SettingsException if there is a secret among the single
     *     properties
     */
    public KafkaConnection connection(String bootstrapServers) {
        PlainSecrets.refuseIn(properties);
        Map<String, String> all = new HashMap<>();
        config.ifPresent(file -> load(file).forEach((key, value) -> all.put(key.toString(), value.toString())));
        all.putAll(properties);
        return new KafkaConnection(bootstrapServers, all);
    }

    private static Properties load(Path file) {
        Properties loaded = new Properties();
        try {
            loaded.load(new StringReader(Utf8Text.read(file)));
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(
                    "cannot read the properties file " + file + " (--kafka-config): " + e.getMessage(), e);
        }
        return loaded;
    }
}
