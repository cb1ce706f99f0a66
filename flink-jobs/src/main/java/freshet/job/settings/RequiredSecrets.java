package freshet.job.settings;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * Looks up secrets as one of Kafka's own providers does, and takes one that is missing for an
 * error: Kafka would leave the reference in its place, and the client would log in with that. Kafka
 * makes the classes in here by their names.
 */
abstract class RequiredSecrets implements ConfigProvider {
    private final String name;
    private final ConfigProvider provider;
    private final String remedy;

    /**
     * @param name how references name the provider
     * @param remedy what to do where a secret is missing
     */
    RequiredSecrets(String name, ConfigProvider provider, String remedy) {
        this.name = name;
        this.provider = provider;
        this.remedy = remedy;
    }

    @Override
    public final void configure(Map<String, ?> settings) {
        provider.configure(settings);
    }

    @Override
    public final ConfigData get(String path) {
        return provider.get(path);
    }

    /**
     * @throws KafkaException if one of them is missing or cannot be read; the message names the
     *     reference, this process and its host, and no secret
     */
    @Override
    public final ConfigData get(String path, Set<String> keys) {
        ConfigData found = found(path, keys);
        for (String key : keys) {
            if (!found.data().containsKey(key)) {
                throw new KafkaException(message(path, key, "does not have"));
            }
        }
        return found;
    }

    private ConfigData found(String path, Set<String> keys) {
        try {
            return provider.get(path, keys);
        } catch (ConfigException e) {
            throw new KafkaException(message(path, String.join(", ", keys), "cannot read"), e);
        }
    }

    private String message(String path, String key, String what) {
        String place = path.isEmpty() ? key : path + ":" + key;
        return "the Kafka properties refer to ${" + name + ":" + place + "}, which process " + process() + " " + what
                + "; " + remedy;
    }

    /** Its id and host: a job's clients are made on its JobManager and on every TaskManager. */
    private static String process() {
        return ManagementFactory.getRuntimeMXBean().getName();
    }

    @Override
    public final void close() throws IOException {
        provider.close();
    }

    /** Environment variables: {@code ${env:NAME}}. */
    public static final class EnvironmentSecrets extends RequiredSecrets {

        /** For Kafka. */
        public EnvironmentSecrets() {
            super("env", new EnvVarConfigProvider(), "set the variable for that process, or name another one");
        }
    }

    /** Entries of a properties file: {@code ${file:PROPERTIES-FILE:KEY}}. */
    public static final class FileSecrets extends RequiredSecrets {

        /** For Kafka. */
        public FileSecrets() {
            super("file", new FileConfigProvider(), "write the entry into the file on that host, or name another one");
        }
    }

    /** Files of a folder: {@code ${dir:FOLDER:FILE}}. */
    public static final class FolderSecrets extends RequiredSecrets {

        /** For Kafka. */
        public FolderSecrets() {
            super(
                    "dir",
                    new DirectoryConfigProvider(),
                    "put the file into the folder on that host, or name another one");
        }
    }
}
