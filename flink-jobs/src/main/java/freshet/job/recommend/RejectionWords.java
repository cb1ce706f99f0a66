package freshet.job.recommend;

import freshet.job.log.RejectionLog;
import freshet.job.stream.AcceptedEvent;
import freshet.job.stream.Rejection;
import freshet.model.session.ItemEvent;
import freshet.model.session.SessionState;
import freshet.schema.RejectionReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Says in words why a session turned an event away. */
final class RejectionWords {
    /** What to do about each reason. */
    static final Map<RejectionReason, RejectionLog.Remedy> REMEDIES = Map.of(
            RejectionReason.LATE, event -> "if events may come later than that, raise events.out-of-orderness",
            RejectionReason.DUPLICATE, event -> "no harm where a producer repeats itself");

    private RejectionWords() {}

    static Rejection duplicate(AcceptedEvent event) {
        boolean byId = event.event().eventKey() != ItemEvent.NO_KEY;
        return event.reject(
                RejectionReason.DUPLICATE,
                byId
                        ? "the session has an event with this eventId already"
                        : "the session has an event of this itemId, eventTime and eventType already; give events"
                                + " that are"
                                + " not repetitions an eventId each");
    }

    static Rejection late(AcceptedEvent event, SessionState session) {
        List<ItemEvent> history = session.history();
        return event.reject(
                RejectionReason.LATE,
                "eventTime " + said(event.event()) + " is too late: the session is known from " + time(history.get(0))
                        + " to " + time(history.get(history.size() - 1)) + " by its newest "
                        + (history.size() == 1 ? "event" : history.size() + " events")
                        + ", and what came before is closed");
    }

    private static Instant said(ItemEvent event) {
        return Instant.ofEpochMilli(event.saidMillis());
    }

    private static Instant time(ItemEvent event) {
        return Instant.ofEpochMilli(event.timeMillis());
    }
}
