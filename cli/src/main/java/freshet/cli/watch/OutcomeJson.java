package freshet.cli.watch;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.cli.terminal.JsonLine;
import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendedItem;
import freshet.schema.RejectedEvent;
import java.util.Base64;
import java.util.Optional;

/**
 * Writes outcomes for programs: the fields of {@link Recommendation} and {@link RejectedEvent} by
 * their names, times in milliseconds since 1970. A rejection alone has {@code reason}. It also has
 * {@code sessionId} where one is known. Its bytes are {@code raw} where they are UTF-8, else
 * {@code rawBase64}. Immutable.
 */
final class OutcomeJson implements OutcomeForm {
    private final JsonMapper mapper = new JsonMapper();

    @Override
    public String line(Outcome.Answered outcome) {
        Recommendation answer = outcome.answer();
        ObjectNode json = mapper.createObjectNode().put("sessionId", answer.getSessionId());
        put(json, answer.getEvent());
        json.put("eventTime", answer.getEventTime().toEpochMilli())
                .put("modelVersion", answer.getModelVersion())
                .put("source", answer.getSource().name())
                .put("position", answer.getPosition())
                .putArray("items");
        for (RecommendedItem item : answer.getItems()) {
            json.withArray("items")
                    .addObject()
                    .put("itemId", item.getItemId())
                    .put("probability", item.getProbability());
        }
        return JsonLine.of(json.put("emittedAt", answer.getEmittedAt().toEpochMilli()));
    }

    @Override
    public String line(Outcome.Rejected outcome) {
        RejectedEvent rejection = outcome.rejection();
        ObjectNode json = mapper.createObjectNode();
        outcome.sessionId().ifPresent(session -> json.put("sessionId", session));
        json.put("reason", rejection.getReason().name()).put("detail", rejection.getDetail());
        put(json, rejection.getEvent());
        byte[] raw = OutcomeReader.bytes(rejection.getRaw());
        Optional<String> text = OutcomeReader.text(raw);
        if (text.isPresent()) {
            json.put("raw", text.get());
        } else {
            json.put("rawBase64", Base64.getEncoder().encodeToString(raw));
        }
        return JsonLine.of(json.put("rawSize", rejection.getRawSize()));
    }

    private static void put(ObjectNode json, EventCoordinates event) {
        json.putObject("event")
                .put("topic", event.getTopic())
                .put("partition", event.getPartition())
                .put("offset", event.getOffset());
    }
}
