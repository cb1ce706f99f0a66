package freshet.job.stream;

import freshet.model.session.ItemEvent;
import freshet.schema.EventCoordinates;
import freshet.schema.RejectionReason;
import freshet.schema.event.RejectedEvents;

/**
 * A valid event. The arrays are shared, not copied: nobody writes to them.
 *
 * @param sessionId key of its session
 * @param event what its session remembers of it
 * @param coordinates its place in Kafka
 * @param recordMillis timestamp of its Kafka record, milliseconds since 1970-01-01 UTC; negative if
 *     it has none that can be right
 * @param key the record's key as read, empty if it had none
 * @param raw the record's value as read
 */
public record AcceptedEvent(
        String sessionId, ItemEvent event, EventCoordinates coordinates, long recordMillis, byte[] key, byte[] raw)
        implements Incoming {

    /** The event turned away by its session after all. */
    public Rejection reject(RejectionReason reason, String detail) {
        return Rejection.of(key, RejectedEvents.of(reason, detail, coordinates, raw));
    }
}
