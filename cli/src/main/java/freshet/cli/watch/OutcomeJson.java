package freshet.cli.watch;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.schema.EventCoordinates;
import freshet.schema.Recommendation;
import freshet.schema.RecommendedItem;
import freshet.schema.RejectedEvent;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes outcomes for programs: the fields of {@link Recommendation} and {@link RejectedEvent} by
 * their names, times in milliseconds since 1970. A rejection alone has {@code reason}. It also has
 * {@code sessionId} where one is known. Its bytes are {@code raw} where they are UTF-8, else
 * {@code rawBase64}. Immutable.
 */
final class OutcomeJson implements OutcomeForm {
    /** What JSON allows in a text, and a terminal may take for a command. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

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
        return text(json.put("emittedAt", answer.getEmittedAt().toEpochMilli()));
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
        return text(json.put("rawSize", rejection.getRawSize()));
    }

    private static void put(ObjectNode json, EventCoordinates event) {
        json.putObject("event")
                .put("topic", event.getTopic())
                .put("partition", event.getPartition())
                .put("offset", event.getOffset());
    }

    /** Such characters are in texts alone, where JSON has an escape for each. */
    private static String text(ObjectNode json) {
        return UNPRINTABLE.matcher(json.toString()).replaceAll(found -> {
            StringBuilder escaped = new StringBuilder();
            found.group().chars().forEach(unit -> escaped.append(String.format(Locale.ROOT, "\\\\u%04x", unit)));
            return escaped.toString();
        });
    }
}
