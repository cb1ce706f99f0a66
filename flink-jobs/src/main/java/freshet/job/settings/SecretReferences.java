package freshet.job.settings;

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

    private SecretReferences() {}

    /** Tells a client which has such references how to look them up, unless its properties name providers of their own. */
    public static void enable(Map<Object, Object> client) {
        boolean referring = client.values().stream().anyMatch(value -> refers(value.toString()));
        if (referring && !client.containsKey(PROVIDERS)) {
            client.put(PROVIDERS, "env,file,dir");
            CLASSES.forEach((name, type) -> client.put(PROVIDERS + "." + name + ".class", type));
        }
    }

    private static boolean refers(String value) {
        return value.contains(BEGIN);
    }
}
