package freshet.gateway.follow;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How a topic is followed. Immutable.
 *
 * @param bootstrapServers host:port, separated by commas
 * @param kafkaProperties Kafka's own properties, without references to secrets
 * @param topic its name
 * @param back how far before the newest record of each partition the reading begins
 * @param look time between two looks at the topic
 */
public record FollowerSettings(
        String bootstrapServers, Map<String, String> kafkaProperties, String topic, Duration back, Duration look) {
    /** Time between two looks, unless told otherwise. */
    public static final Duration LOOK = Duration.ofSeconds(5);

    /** Longest wait for a broker's answer. */
    static final Duration REACH = Duration.ofSeconds(10);

    private static final Duration ALL = Duration.ofDays(36_500);
    private static final int REQUEST_MILLIS = 5_000;
    private static final int RECONNECT_MILLIS = 1_000;

    public FollowerSettings {
        kafkaProperties = Map.copyOf(kafkaProperties);
    }

    /** A topic that is read from its first record on. */
    public static FollowerSettings whole(String bootstrapServers, Map<String, String> kafkaProperties, String topic) {
        return new FollowerSettings(bootstrapServers, kafkaProperties, topic, ALL, LOOK);
    }

    /** Of an administrator. */
    Map<String, Object> admin() {
        return with(Map.of(
                "request.timeout.ms",
                REQUEST_MILLIS,
                "default.api.timeout.ms",
                (int) REACH.toMillis(),
                "reconnect.backoff.max.ms",
                RECONNECT_MILLIS));
    }

    /**
     * Of a consumer of committed records without a group; from the begin where a position is gone.
     */
    Map<String, Object> consumer() {
        return with(Map.of(
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "allow.auto.create.topics",
                false,
                "metadata.max.age.ms",
                (int) look.toMillis(),
                "default.api.timeout.ms",
                (int) REACH.toMillis(),
                "reconnect.backoff.max.ms",
                RECONNECT_MILLIS));
    }

    private Map<String, Object> with(Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(own);
        all.putAll(kafkaProperties);
        all.put("bootstrap.servers", bootstrapServers);
        return all;
    }

    /** Without the values of the properties: passwords are among them. */
    @Override
    public String toString() {
        return "FollowerSettings[" + bootstrapServers + ", topic " + topic + ", back " + back + ", look " + look
                + ", properties " + kafkaProperties.keySet() + "]";
    }
}
