package freshet.cli.kafka;

import freshet.cli.CommandException;
import freshet.job.settings.PlainSecrets;
import freshet.model.file.Utf8Text;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Option;

/** The options by which every command reaches Kafka: a picocli mixin. */
public final class KafkaOptions {
    @Option(
            names = "--bootstrap-servers",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Kafka brokers to start from, separated by commas.")
    private String bootstrapServers;

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

    /**
     * Runs a command's work on the cluster once a broker has answered.
     *
     * @return what the work gives, the command's exit status
     * @throws CommandException if no broker answers, or a client fails
     */
    public int connected(ToIntFunction<KafkaConnection> work) {
        KafkaConnection connection = connection();
        connection.requireReachable();
        try {
            return work.applyAsInt(connection);
        } catch (KafkaException e) {
            throw connection.failed(e);
        }
    }

    /**
     * The connection that the options name; nothing is asked of it yet.
     *
     * @throws CommandException if the properties file cannot be read
     * @throws freshet.job.settings.SettingsException if there is a secret among the single
     *     properties
     */
    public KafkaConnection connection() {
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
