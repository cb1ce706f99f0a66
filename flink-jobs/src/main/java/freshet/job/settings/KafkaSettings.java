package freshet.job.settings;

import java.util.Map;
import java.util.Properties;

/**
 * How to reach Kafka.
 *
 * @param bootstrapServers host:port, separated by commas
 * @param groupId consumer group that offsets are committed under
 * @param properties handed to every client as they stand; may have {@link SecretReferences}
 */
public record KafkaSettings(String bootstrapServers, String groupId, Map<String, String> properties) {

    /** The properties that every client gets. */
    public Properties clientProperties() {
        Properties client = new Properties();
        client.putAll(properties);
        client.setProperty("bootstrap.servers", bootstrapServers);
        SecretReferences.enable(client);
        return client;
    }

    /** Without the values of the properties: passwords are among them. */
    @Override
    public String toString() {
        return "KafkaSettings[" + bootstrapServers + ", group " + groupId + ", properties " + properties.keySet() + "]";
    }
}
