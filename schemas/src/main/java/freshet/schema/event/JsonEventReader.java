package freshet.schema.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.schema.SessionEvent;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.StrictUtf8;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one JSON object with the field names of {@link SessionEvent}. {@code eventTime} is a whole number of milliseconds or
 * an ISO-8601 instant; {@code sessionId}, {@code itemId} and {@code eventTime} are required; null stands for an absent
 * optional field; fields of other names are ignored. Threads may share it.
 */
final class JsonEventReader implements EventReader {
    private static final int MAX_NESTING = 32;

    private final JsonMapper mapper;

    JsonEventReader() {
        // Names come from strangers: interning them would grow the JVM's tables.
        JsonFactory factory = new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .build())
                .build();
        mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    @Override
    public SessionEvent read(byte[] value) {
        JsonNode json = parse(value);
        SessionEvent.Builder event = SessionEvent.newBuilder()
                .setSessionId(required(json, "sessionId"))
                .setItemId(required(json, "itemId"))
                .setEventTime(time(json));
        optional(json, "eventType").ifPresent(event::setEventType);
        optional(json, "eventId").ifPresent(event::setEventId);
        optional(json, "userId").ifPresent(event::setUserId);
        return event.setContext(context(json)).build();
    }

    private JsonNode parse(byte[] value) {
        try {
            JsonNode json = mapper.readTree(StrictUtf8.decode(value));
            if (!json.isObject()) {
                throw new MalformedRecordException("not an event: a JSON object must stand here, not " + kind(json));
            }
            return json;
        } catch (CharacterCodingException e) {
            throw new MalformedRecordException("not an event: the value is not valid UTF-8", e);
        } catch (JsonProcessingException e) {
            throw new MalformedRecordException("not JSON: " + e.getOriginalMessage() + place(e), e);
        }
    }

    private static String place(JsonProcessingException e) {
        // Broken limits (nesting, digits) come without a place.
        return Optional.ofNullable(e.getLocation())
                .map(at -> " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")")
                .orElse("");
    }

    private static String required(JsonNode json, String field) {
        return optional(json, field).orElseThrow(() -> missing(field, "a string"));
    }

    private static Optional<String> optional(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw wrongType(field, value, "a string");
        }
        return Optional.of(value.textValue());
    }

    private static Instant time(JsonNode json) {
        String wanted = "a whole number of milliseconds since 1970-01-01 UTC or an ISO-8601 instant";
        JsonNode value = json.path("eventTime");
        if (value.isMissingNode() || value.isNull()) {
            throw missing("eventTime", wanted);
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return Instant.ofEpochMilli(value.longValue());
        }
        if (!value.isTextual()) {
            throw wrongType("eventTime", value, wanted);
        }
        try {
            return Instant.parse(value.textValue()).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            throw new MalformedRecordException(
                    "eventTime " + Excerpt.quoted(value.textValue()) + " is no instant; it must be " + wanted
                            + ", such as 2026-03-01T09:30:00Z",
                    e);
        }
    }

    private static Map<String, String> context(JsonNode json) {
        JsonNode value = json.path("context");
        if (value.isMissingNode() || value.isNull()) {
            return Map.of();
        }
        if (!value.isObject()) {
            throw wrongType("context", value, "an object of strings");
        }
        Map<String, String> context = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            if (!entry.getValue().isTextual()) {
                throw wrongType("context value of " + Excerpt.quoted(entry.getKey()), entry.getValue(), "a string");
            }
            context.put(entry.getKey(), entry.getValue().textValue());
        }
        return context;
    }

    private static MalformedRecordException missing(String field, String wanted) {
        return new MalformedRecordException(field + " is missing; it must be " + wanted);
    }

    private static MalformedRecordException wrongType(String field, JsonNode value, String wanted) {
        return new MalformedRecordException(field + " is " + kind(value) + "; it must be " + wanted);
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case MISSING -> "nothing";
            case NULL -> "null";
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "the string " + Excerpt.quoted(value.textValue());
            case BOOLEAN, NUMBER ->
                "the " + value.getNodeType().name().toLowerCase(Locale.ROOT) + " "
                        + Excerpt.of(value.asText(), Excerpt.VALUE);
            case BINARY, POJO -> throw new IllegalStateException("a parser makes no " + value.getNodeType() + " node");
        };
    }
}
