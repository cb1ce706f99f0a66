package freshet.gateway.live;

import freshet.schema.Recommendation;
import freshet.schema.SessionEvent;

/**
 * An event and the answer that it got.
 *
 * @param event as it was read from the events topic
 * @param answer as it was read from the recommendations topic
 * @param writtenMillis timestamp of the event's record, milliseconds since 1970
 */
public record AnsweredEvent(SessionEvent event, Recommendation answer, long writtenMillis) {

    /** Event time, milliseconds. */
    public long timeMillis() {
        return event.getEventTime().toEpochMilli();
    }
}
