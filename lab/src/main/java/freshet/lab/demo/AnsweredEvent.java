package freshet.lab.demo;

import freshet.schema.Recommendation;
import freshet.schema.SessionEvent;

/**
 * An event and the answer that it got.
 *
 * @param event as it was read from the events topic
 * @param answer as it was read from the recommendations topic
 */
record AnsweredEvent(SessionEvent event, Recommendation answer) {

    /** Event time, milliseconds. */
    long timeMillis() {
        return event.getEventTime().toEpochMilli();
    }
}
