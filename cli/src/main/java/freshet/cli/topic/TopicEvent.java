package freshet.cli.topic;

import freshet.model.data.LoggedEvent;
import freshet.model.session.Arrival;
import freshet.model.session.ItemEvent;

/**
 * An event of the topic.
 *
 * @param place where it is
 * @param recordMillis its record's timestamp, milliseconds since 1970; negative if that cannot be
 *     right
 * @param logged the event as it says itself
 */
record TopicEvent(Place place, long recordMillis, LoggedEvent logged) {

    /** Whether it is later than its record: the job's clock may have been behind it. */
    boolean mayBeAhead() {
        return logged.event().timeMillis() > recordMillis;
    }

    /**
     * The event at the time that the job gave it.
     *
     * @param nowMillis what the job's clock was
     */
    LoggedEvent bounded(long nowMillis) {
        ItemEvent event = logged.event();
        long bounded = Arrival.bounded(event.timeMillis(), recordMillis, nowMillis);
        return new LoggedEvent(
                logged.sessionId(),
                new ItemEvent(event.itemId(), bounded, event.type(), event.eventKey(), event.timeMillis() - bounded),
                logged.eventId());
    }
}
