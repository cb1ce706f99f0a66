package freshet.client;

import java.util.Objects;

/**
 * Where an event is in Kafka: the identity under which it is answered or rejected.
 *
 * @param topic of the events
 * @param partition of that topic, from 0
 * @param offset in that partition, from 0
 */
public record Coordinates(String topic, int partition, long offset) {
    public Coordinates {
        Objects.requireNonNull(topic, "topic");
    }

    /** For example {@code events-3@17}. */
    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
