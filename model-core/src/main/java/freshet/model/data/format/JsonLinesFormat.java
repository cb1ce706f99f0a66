package freshet.model.data.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.model.data.LineParser;
import freshet.model.data.LoggedEvent;
import freshet.model.data.MalformedLineException;
import freshet.model.data.TextFormat;
import freshet.model.session.EventKeys;
import freshet.model.session.ItemEvent;

/**
 * One JSON object per line with the fields of the Avro record {@code SessionEvent}. Fields that a session does not remember
 * ({@code userId}, {@code context} and any other) are passed over.
 */
final class JsonLinesFormat implements TextFormat {
    // Names come from strangers: interning them would grow the JVM's tables.
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Override
    public String name() {
        return "jsonl";
    }

    @Override
    public String description() {
        return "one JSON object per line: sessionId, itemId, eventTime (milliseconds since 1970 or ISO-8601), and if known"
                + " eventType and eventId";
    }

    @Override
    public boolean hasHeader() {
        return false;
    }

    @Override
    public LineParser parser(String header) {
        EventKeys keys = new EventKeys();
        return (number, line, events) -> {
            JsonNode json = parse(line);
            ItemEvent event = new ItemEvent(
                    text(json, "itemId"),
                    time(json.path("eventTime")),
                    isGiven(json, "eventType") ? text(json, "eventType") : ItemEvent.VIEW,
                    isGiven(json, "eventId") ? keys.key(text(json, "eventId")) : ItemEvent.NO_KEY);
            events.accept(new LoggedEvent(text(json, "sessionId"), event));
        };
    }

    private static JsonNode parse(String line) throws MalformedLineException {
        JsonNode json;
        try {
            json = MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new MalformedLineException(
                    "the line " + Field.quote(line) + " is no JSON: " + Field.sentence(e.getOriginalMessage()), e);
        }
        if (!json.isObject()) {
            throw new MalformedLineException("the line " + Field.quote(line) + " is JSON, but no object");
        }
        return json;
    }

    private static boolean isGiven(JsonNode json, String field) {
        return json.hasNonNull(field);
    }

    private static String text(JsonNode json, String field) throws MalformedLineException {
        JsonNode value = json.path(field);
        if (!value.isTextual()) {
            String found = value.isMissingNode() ? "missing" : Field.quote(value.toString());
            throw new MalformedLineException(field + " is " + found + "; it must be a text");
        }
        return Field.id(field, value.textValue());
    }

    private static long time(JsonNode value) throws MalformedLineException {
        if (value.isTextual()) {
            return Field.instant("eventTime", value.textValue());
        }
        return Field.millis("eventTime", value.isIntegralNumber() ? value.asText() : value.toString());
    }
}
