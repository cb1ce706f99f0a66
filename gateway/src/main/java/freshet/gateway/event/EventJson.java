package freshet.gateway.event;

import com.fasterxml.jackson.databind.JsonNode;
import freshet.client.Event;
import freshet.gateway.http.Problem;
import freshet.schema.codec.Excerpt;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.event.EventLimits;
import freshet.schema.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads events from a call's body, by the rules of the job: what is taken here is refused there
 * only for its place in the session. Threads may share it.
 */
final class EventJson {
    /** Most events of one call. */
    static final int MOST = 1_000;

    private static final Set<String> FIELDS =
            Set.of("sessionId", "itemId", "eventTime", "eventType", "eventId", "userId", "context");
    private static final String USUAL_TYPE = "view";

    /** An event with fewer characters of JSON takes no more bytes than it may. */
    private static final int SURELY_SMALL = 16_384;

    private final InstantSource clock;

    /** @param clock tells the time of events that say none */
    EventJson(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The one event of an object, or all of an array.
     *
     * @throws Problem that names the field, its value and what would be right, and in an array the
     *     index; then none of them may be written
     */
    List<Event> read(JsonNode body) {
        ArrivalTimes arrival = new ArrivalTimes(clock);
        if (!body.isArray()) {
            return List.of(event(body, "", arrival));
        }
        if (body.isEmpty() || body.size() > MOST) {
            throw Problem.badRequest(
                    "body", "the list has " + body.size() + " events", "send 1 to " + MOST + " events in one call");
        }
        List<Event> events = new ArrayList<>(body.size());
        for (int index = 0; index < body.size(); index++) {
            events.add(event(body.get(index), "/" + index, arrival));
        }
        return events;
    }

    private static Event event(JsonNode node, String place, ArrivalTimes arrival) {
        String sent = node.toString();
        try {
            Event event = event(JsonObject.parse(sent.getBytes(StandardCharsets.UTF_8), "an event"), arrival);
            if (sent.length() > SURELY_SMALL && event.bytes() > EventLimits.DEFAULT_MAX_PAYLOAD_BYTES) {
                throw new IllegalArgumentException("the event takes " + event.bytes() + " bytes; at most "
                        + EventLimits.DEFAULT_MAX_PAYLOAD_BYTES + " are allowed: shorten its context");
            }
            return event;
        } catch (MalformedRecordException | IllegalArgumentException e) {
            throw fault(place, e.getMessage());
        }
    }

    private static Event event(JsonObject json, ArrivalTimes arrival) {
        for (String name : json.names()) {
            if (!FIELDS.contains(name)) {
                throw new MalformedRecordException("there is no field " + Excerpt.quoted(name) + "; an event has "
                        + String.join(", ", FIELDS.stream().sorted().toList()));
            }
        }
        String sessionId = json.text("sessionId");
        String itemId = json.text("itemId");
        String eventType = json.optionalText("eventType").orElse(USUAL_TYPE);
        return new Event(
                sessionId,
                itemId,
                json.optionalTime("eventTime").orElseGet(() -> arrival.next(sessionId, itemId, eventType)),
                eventType,
                json.optionalText("eventId"),
                json.optionalText("userId"),
                json.texts("context"));
    }

    /** A sentence of field, value; what would be right. */
    private static Problem fault(String place, String words) {
        int remedy = words.lastIndexOf("; ");
        String first = words.substring(0, words.indexOf(' '));
        String where = "body " + (FIELDS.contains(first) ? place + "/" + first : place.isEmpty() ? "/" : place);
        return remedy < 0
                ? Problem.badRequest(where, words, "send what openapi.json says")
                : Problem.badRequest(where, words.substring(0, remedy), words.substring(remedy + 2));
    }
}
