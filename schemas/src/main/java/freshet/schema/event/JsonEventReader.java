package freshet.schema.event;

import freshet.schema.SessionEvent;
import freshet.schema.json.JsonObject;

/**
 * Reads one JSON object with the field names of {@link SessionEvent}. {@code eventTime} is a whole number of milliseconds,
 * which may be written as a decimal (1.79e12), or an ISO-8601 instant; {@code sessionId}, {@code itemId} and {@code eventTime} are required; null stands for an absent
 * optional field; fields of other names are ignored. Threads may share it.
 */
final class JsonEventReader implements EventReader {

    @Override
    public SessionEvent read(byte[] value) {
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
}
