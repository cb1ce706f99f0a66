package freshet.schema.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.schema.SessionEvent;
import freshet.schema.codec.Excerpt;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.json.JsonObject;

/**
 * Events as JSON objects with the field names of {@link SessionEvent}. Threads may use it at the
 * same time.
 */
final class JsonEvents {
    private static final JsonMapper MAPPER = new JsonMapper();

    private JsonEvents() {}

    /**
     * Reads one object. {@code eventTime} is a whole number of milliseconds, which may be written
     * as a decimal (1.79e12), or an ISO-8601 instant; {@code sessionId}, {@code itemId} and
     * {@code eventTime} are required; null means an absent optional field; fields of other names
     * are ignored.
     *
     * @throws MalformedRecordException if the bytes are no event
     */
    static SessionEvent read(byte[] value) {
        JsonObject json = JsonObject.parse(value, "an event");
        SessionEvent.Builder event = SessionEvent.newBuilder()
                .setSessionId(json.text("sessionId"))
                .setItemId(json.text("itemId"))
                .setEventTime(json.time("eventTime"));
        json.optionalText("eventType").ifPresent(event::setEventType);
        json.optionalText("eventId").ifPresent(event::setEventId);
        json.optionalText("userId").ifPresent(event::setUserId);
        return event.setContext(json.texts("context")).build();
    }

    /** One event as an object, its time as milliseconds, without what it does not have. */
    static byte[] write(SessionEvent event) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("sessionId", event.getSessionId())
                .put("itemId", event.getItemId())
                .put("eventTime", event.getEventTime().toEpochMilli())
                .put("eventType", event.getEventType());
        event.getEventId().ifPresent(id -> json.put("eventId", id));
        event.getUserId().ifPresent(id -> json.put("userId", id));
        if (!event.getContext().isEmpty()) {
            ObjectNode context = json.putObject("context");
            event.getContext().forEach(context::put);
        }
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "event of session " + Excerpt.quoted(event.getSessionId()) + " cannot be written as JSON: "
                            + e.getOriginalMessage(),
                    e);
        }
    }
}
