package freshet.cli.replay;

import freshet.model.data.LoggedEvent;
import freshet.model.session.ItemEvent;
import freshet.schema.SessionEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Puts a log into the order in which it is replayed, and its events into the records that are sent.
 */
public final class ReplayLog {
    /**
     * By time, at equal times by session. Sort stably by it: events of a session at one time keep
     * the order of the log.
     */
    public static final Comparator<LoggedEvent> ORDER = Comparator.comparingLong(
                    (LoggedEvent logged) -> logged.event().timeMillis())
            .thenComparing(LoggedEvent::sessionId);

    private ReplayLog() {}

    /** The first events in {@link #ORDER}, at most {@code limit}. */
    public static List<LoggedEvent> ordered(List<LoggedEvent> log, long limit) {
        return log.stream().sorted(ORDER).limit(limit).toList();
    }

    /**
     * The record of an event. Where the event's id is not at hand, its key in hexadecimal takes its
     * place: repetitions are recognised all the same.
     */
    public static SessionEvent record(LoggedEvent logged) {
        ItemEvent event = logged.event();
        SessionEvent.Builder record = SessionEvent.newBuilder()
                .setSessionId(logged.sessionId())
                .setItemId(event.itemId())
                .setEventTime(Instant.ofEpochMilli(event.timeMillis()))
                .setEventType(event.type());
        if (event.eventKey() != ItemEvent.NO_KEY) {
            record.setEventId(logged.eventId().isEmpty() ? Long.toHexString(event.eventKey()) : logged.eventId());
        }
        return record.build();
    }
}
