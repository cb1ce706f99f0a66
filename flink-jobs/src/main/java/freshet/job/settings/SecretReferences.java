package freshet.job.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Secrets that a Kafka client's properties name instead of holding: {@code ${env:NAME}}, {@code ${file:PROPERTIES-FILE:KEY}} and
 * {@code ${dir:FOLDER:FILE}}. Kafka's own config providers look them up where a client is made, on the TaskManager, so that neither
 * settings nor job graph hold them.
 */
public final class SecretReferences {
    private static final String PROVIDERS = "config.providers";
    private static final String BEGIN = "${";

    // By name: only sources and sinks know Kafka.
    private static final Map<String, String> CLASSES = Map.of(
            "env", "org.apache.kafka.common.config.provider.EnvVarConfigProvider",
            "file", "org.apache.kafka.common.config.provider.FileConfigProvider",
            "dir", "org.apache.kafka.common.config.provider.DirectoryConfigProvider");

    private static final List<String> SECRET_KEYS =
            List.of("password", "jaas.config", "keystore.key", "secret", "token");

    private SecretReferences() {}

    /** Tells a client which has such references how to look them up, unless its properties name providers of their own. */
    public static void enable(Map<Object, Object> client) {
        boolean referring = client.values().stream().anyMatch(value -> refers(value.toString()));
        if (referring && !client.containsKey(PROVIDERS)) {
            client.put(PROVIDERS, "env,file,dir");
            CLASSES.forEach((name, type) -> client.put(PROVIDERS + "." + name + ".class", type));
        }
    }

    /**
     * Refuses a secret that stands in program arguments, which Flink writes to its log and shows in its web UI.
     *
     * @param overrides texts of the form {@code key=value}
     * @throws SettingsException if one sets a secret of the Kafka clients otherwise than by a reference
     */
    public static void requireIn(List<String> overrides) {
        for (String override : overrides) {
            String key = override.split("=", 2)[0].trim();
            if (isSecret(key) && !refers(override)) {
                throw new SettingsException(key + " is a secret, but Flink shows program arguments to everybody; write "
                        + key + "=${env:NAME} or ${dir:/run/secrets:NAME}, or set it in the file of --config");
            }
        }
    }

    private static boolean isSecret(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return lower.startsWith(FreshetOptions.KAFKA_PROPERTIES_PREFIX)
                && SECRET_KEYS.stream().anyMatch(lower::contains);
    }

    private static boolean refers(String value) {
        return value.contains(BEGIN);
    }
}
