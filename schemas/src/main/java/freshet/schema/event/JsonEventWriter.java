package freshet.schema.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.schema.SessionEvent;
import freshet.schema.codec.Excerpt;

/** Writes an event as a JSON object, its time as milliseconds, leaving out what it does not have. Threads may share it. */
final class JsonEventWriter {
    private final JsonMapper mapper = new JsonMapper();

    byte[] write(SessionEvent event) {
        ObjectNode json = mapper.createObjectNode()
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
            return mapper.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "event of session " + Excerpt.quoted(event.getSessionId()) + " cannot be written as JSON: "
                            + e.getOriginalMessage(),
                    e);
        }
    }
}
