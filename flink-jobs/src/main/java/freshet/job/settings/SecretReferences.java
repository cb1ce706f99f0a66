package freshet.job.settings;

import freshet.job.settings.RequiredSecrets.EnvironmentSecrets;
import freshet.job.settings.RequiredSecrets.FileSecrets;
import freshet.job.settings.RequiredSecrets.FolderSecrets;
import java.util.Map;

/**
 * Secrets that a Kafka client's properties name instead of holding: {@code ${env:NAME}},
 * {@code ${file:PROPERTIES-FILE:KEY}} and {@code ${dir:FOLDER:FILE}}. They are looked up where a
 * client is made, on JobManager and TaskManagers, so that neither settings nor job graph hold them;
 * one that is missing there is an error, see {@link EnvironmentSecrets}.
 */
public final class SecretReferences {
    private static final String PROVIDERS = "config.providers";
    private static final String BEGIN = "${";

    private static final Map<String, String> CLASSES = Map.of(
            "env", EnvironmentSecrets.class.getName(),
            "file", FileSecrets.class.getName(),
            "dir", FolderSecrets.class.getName());

    private SecretReferences() {}

    /**
     * Tells a client which has such references how to look them up, unless its properties name
     * providers of their own.
     */
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
