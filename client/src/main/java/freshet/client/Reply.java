package freshet.client;

import java.time.Instant;

/**
 * What the job says of one event, as read from a topic.
 *
 * @param event where that event is in Kafka
 * @param sessionId of that event
 * @param eventTime of that event: with the session it tells an event from one that had the same
 *     coordinates in an earlier topic of the name
 * @param answer recommendation or rejection
 */
record Reply(Coordinates event, String sessionId, Instant eventTime, Answer answer) {
    static Reply of(Answer.Recommended answer) {
        return new Reply(answer.event(), answer.sessionId(), answer.eventTime(), answer);
    }
}
