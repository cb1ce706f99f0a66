package freshet.cli.gateway;

import freshet.cli.kafka.KafkaConnection;
import freshet.gateway.GatewaySettings;
import freshet.gateway.settings.Secrets;
import freshet.gateway.settings.SettingException;
import freshet.job.settings.PlainSecrets;
import freshet.job.settings.SecretReferences;
import freshet.job.settings.SettingsFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options by which a command takes the gateway's settings: a picocli mixin. */
public final class GatewayOptions {
    private static final String PREFIX = GatewaySettings.KAFKA_PROPERTIES_PREFIX;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings of the gateway, lines of the form key: value.")
    private Optional<Path> config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting of the gateway, over those of --config; may be repeated.")
    private List<String> overrides = new ArrayList<>();

    /**
     * The file's settings, changed by the single ones and by the connection. References to secrets
     * of Kafka's clients stay references: each client looks them up.
     *
     * @throws freshet.job.settings.SettingsException if the file cannot be read, or a secret is on
     *     the command line
     * @throws freshet.gateway.settings.SettingException if a setting cannot be used
     */
    public GatewaySettings settings(KafkaConnection connection) {
        PlainSecrets.refuseIn(overrides);
        Map<String, String> typed = SettingsFile.typed(overrides);
        refusePlainKeys(typed);
        Map<String, String> all = new LinkedHashMap<>();
        config.ifPresent(file -> all.putAll(SettingsFile.read(file)));
        all.putAll(typed);
        all.put("kafka.bootstrap.servers", connection.bootstrapServers());
        connection.properties().forEach((key, value) -> all.put(PREFIX + key, value));
        return GatewaySettings.of(withLookUps(all));
    }

    private static void refusePlainKeys(Map<String, String> typed) {
        for (String key : Secrets.keys(GatewaySettings.all())) {
            if (Secrets.isPlain(typed.getOrDefault(key, ""))) {
                throw new SettingException(key + " holds a secret, which others see on a command line (ps);"
                        + " write ${env:NAME}, ${file:PROPERTIES-FILE:KEY} or ${dir:FOLDER:FILE},"
                        + " or set it in the file of --config");
            }
        }
    }

    static Map<String, String> withLookUps(Map<String, String> settings) {
        Map<Object, Object> kafka = new HashMap<>();
        settings.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                kafka.put(key.substring(PREFIX.length()), value);
            }
        });
        SecretReferences.enable(kafka);
        Map<String, String> all = new LinkedHashMap<>(settings);
        kafka.forEach((key, value) -> all.put(PREFIX + key, value.toString()));
        return all;
    }
}
