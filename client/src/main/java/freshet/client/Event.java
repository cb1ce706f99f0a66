package freshet.client;

import freshet.schema.SessionEvent;
import freshet.schema.event.EventFormat;
import freshet.schema.event.EventLimits;
import freshet.schema.event.EventValidator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that somebody did with one item. Immutable.
 *
 * @param sessionId of the session or the visitor, 1 to 256 characters; a pause ends a session
 * @param itemId the shop's own id, 1 to 256 characters; the model need not know it
 * @param time when it happened, to the millisecond; from the year 2000 to one day ahead
 * @param type view, cart, purchase or any other word
 * @param id the shop's own id of the event, by which a repetition is recognised
 * @param userId the account behind the session; not used by today's models
 * @param context anything else, at most 64 entries; not used by today's models
 */
public record Event(
        String sessionId,
        String itemId,
        Instant time,
        String type,
        Optional<String> id,
        Optional<String> userId,
        Map<String, String> context) {
    private static final EventValidator VALIDATOR = new EventValidator(EventLimits.DEFAULT, Clock.systemUTC());
    private static final String VIEW = "view";

    /**
     * @throws IllegalArgumentException if a field is out of its range; the message names field,
     *     value and range
     */
    public Event {
        Objects.requireNonNull(sessionId, "sessionId");
        Objects.requireNonNull(itemId, "itemId");
        Objects.requireNonNull(type, "type");
        time = time.truncatedTo(ChronoUnit.MILLIS);
        context = Map.copyOf(context);
        VALIDATOR
                .fault(sessionEvent(sessionId, itemId, time, type, id, userId, context))
                .ifPresent(fault -> {
                    throw new IllegalArgumentException(fault);
                });
    }

    /** A view, now. */
    public static Event view(String sessionId, String itemId) {
        return new Event(sessionId, itemId, Instant.now(), VIEW, Optional.empty(), Optional.empty(), Map.of());
    }

    /** The same at another time. */
    public Event withTime(Instant other) {
        return new Event(sessionId, itemId, other, type, id, userId, context);
    }

    /** The same of another type. */
    public Event withType(String other) {
        return new Event(sessionId, itemId, time, other, id, userId, context);
    }

    /** The same under an id of the shop's own. */
    public Event withId(String other) {
        return new Event(sessionId, itemId, time, type, Optional.of(other), userId, context);
    }

    /** The same of an account. */
    public Event withUserId(String other) {
        return new Event(sessionId, itemId, time, type, id, Optional.of(other), context);
    }

    /** The same with another context. */
    public Event withContext(Map<String, String> other) {
        return new Event(sessionId, itemId, time, type, id, userId, other);
    }

    /** Bytes that it takes as it travels; a client sends at most 65,536. */
    public int bytes() {
        return EventFormat.AVRO.encode(toSessionEvent()).length;
    }

    /** As it travels. */
    SessionEvent toSessionEvent() {
        return sessionEvent(sessionId, itemId, time, type, id, userId, context);
    }

    private static SessionEvent sessionEvent(
            String sessionId,
            String itemId,
            Instant time,
            String type,
            Optional<String> id,
            Optional<String> userId,
            Map<String, String> context) {
        SessionEvent.Builder event = SessionEvent.newBuilder()
                .setSessionId(sessionId)
                .setItemId(itemId)
                .setEventTime(time)
                .setEventType(type)
                .setContext(context);
        id.ifPresent(event::setEventId);
        userId.ifPresent(event::setUserId);
        return event.build();
    }
}
