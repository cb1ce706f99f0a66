package freshet.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How a client reaches Kafka and how long it waits. Immutable; begin with {@link #of}.
 *
 * @param bootstrapServers host:port, separated by commas
 * @param eventsTopic the job's {@code events.topic}
 * @param recommendationsTopic the job's {@code recommendations.topic}
 * @param rejectedTopic the job's {@code rejected.topic}
 * @param deadline how long an event waits for its answer unless it is sent with another one
 * @param maxPending most events that wait for an answer at a time, from 1; more are refused
 * @param rememberedSessions sessions whose newest answer is kept for {@link Answer.TimedOut}, some
 *     2 KB each; the one that was answered least recently goes first; 0 keeps none
 * @param kafkaProperties Kafka's own properties, over the client's: TLS, logins, buffers
 */
public record ClientSettings(
        String bootstrapServers,
        String eventsTopic,
        String recommendationsTopic,
        String rejectedTopic,
        Duration deadline,
        int maxPending,
        int rememberedSessions,
        Map<String, String> kafkaProperties) {
    public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(1);
    public static final int DEFAULT_MAX_PENDING = 10_000;
    public static final int DEFAULT_REMEMBERED_SESSIONS = 10_000;

    /** The client's promises rest on its own values of these. */
    private static final Set<String> OWN = Set.of(
            "bootstrap.servers",
            "key.serializer",
            "value.serializer",
            "key.deserializer",
            "value.deserializer",
            "group.id",
            "enable.auto.commit",
            "auto.offset.reset",
            "isolation.level",
            "allow.auto.create.topics",
            "transactional.id");

    /** @throws IllegalArgumentException if a value is out of its range */
    public ClientSettings {
        kafkaProperties = Map.copyOf(kafkaProperties);
        require(!bootstrapServers.isBlank(), "bootstrapServers is empty; name host:port, separated by commas");
        require(
                Set.copyOf(List.of(eventsTopic, recommendationsTopic, rejectedTopic))
                                .size()
                        == 3,
                "the topics are " + eventsTopic + ", " + recommendationsTopic + " and " + rejectedTopic
                        + "; they must be three");
        require(
                !Objects.requireNonNull(deadline).isNegative(),
                "deadline " + deadline + " is negative; it must be 0 or more");
        require(maxPending >= 1, "maxPending is " + maxPending + "; it must be at least 1");
        require(rememberedSessions >= 0, "rememberedSessions is " + rememberedSessions + "; it must be at least 0");
        for (String property : kafkaProperties.keySet()) {
            require(!OWN.contains(property), "Kafka property " + property + " cannot be set: the client sets its own");
        }
        require(
                !"0".equals(kafkaProperties.get("acks")),
                "Kafka property acks is 0, with which no broker tells an event's offset; set 1 or all");
    }

    /**
     * The usual topics and limits.
     *
     * @param bootstrapServers host:port, separated by commas
     */
    public static ClientSettings of(String bootstrapServers) {
        return new ClientSettings(
                bootstrapServers,
                "events",
                "recommendations",
                "rejected-events",
                DEFAULT_DEADLINE,
                DEFAULT_MAX_PENDING,
                DEFAULT_REMEMBERED_SESSIONS,
                Map.of());
    }

    /** The same with other topics. */
    public ClientSettings withTopics(String events, String recommendations, String rejected) {
        return new ClientSettings(
                bootstrapServers,
                events,
                recommendations,
                rejected,
                deadline,
                maxPending,
                rememberedSessions,
                kafkaProperties);
    }

    /** The same with another default deadline. */
    public ClientSettings withDeadline(Duration other) {
        return new ClientSettings(
                bootstrapServers,
                eventsTopic,
                recommendationsTopic,
                rejectedTopic,
                other,
                maxPending,
                rememberedSessions,
                kafkaProperties);
    }

    /** The same with another limit of pending events. */
    public ClientSettings withMaxPending(int other) {
        return new ClientSettings(
                bootstrapServers,
                eventsTopic,
                recommendationsTopic,
                rejectedTopic,
                deadline,
                other,
                rememberedSessions,
                kafkaProperties);
    }

    /** The same with another number of sessions whose newest answer is kept. */
    public ClientSettings withRememberedSessions(int other) {
        return new ClientSettings(
                bootstrapServers,
                eventsTopic,
                recommendationsTopic,
                rejectedTopic,
                deadline,
                maxPending,
                other,
                kafkaProperties);
    }

    /** The same with these properties for Kafka's clients, and no others. */
    public ClientSettings withKafkaProperties(Map<String, String> other) {
        return new ClientSettings(
                bootstrapServers,
                eventsTopic,
                recommendationsTopic,
                rejectedTopic,
                deadline,
                maxPending,
                rememberedSessions,
                other);
    }

    List<String> topics() {
        return List.of(eventsTopic, recommendationsTopic, rejectedTopic);
    }

    /** Without the values of the properties: passwords are among them. */
    @Override
    public String toString() {
        return "ClientSettings[" + bootstrapServers + ", topics " + topics() + ", deadline " + deadline
                + ", maxPending " + maxPending + ", rememberedSessions " + rememberedSessions + ", properties "
                + kafkaProperties.keySet() + "]";
    }

    private static void require(boolean holds, String fault) {
        if (!holds) {
            throw new IllegalArgumentException(fault);
        }
    }
}
