package freshet.schema.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.schema.codec.Excerpt;
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
 * One JSON object in UTF-8, read field by field. Null stands for an absent field; fields that nobody asks for are ignored; a field
 * that stands twice is an error. Every method throws a {@link MalformedRecordException} that names field, value and what would be
 * right.
 */
public final class JsonObject {
    private static final int MAX_NESTING = 32;
    private static final String A_STRING = "a string";
    private static final String A_TIME = "a whole number of milliseconds since 1970-01-01 UTC or an ISO-8601 instant";

    // Names come from strangers: interning them would grow the JVM's tables.
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
            .build();
    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode json;

    private JsonObject(JsonNode json) {
        this.json = json;
    }

    /**
     * Reads the object that the bytes hold.
     *
     * @param what it should be, with its article, for example "an event"
     */
    public static JsonObject parse(byte[] bytes, String what) {
        try {
            JsonNode json = MAPPER.readTree(StrictUtf8.decode(bytes));
            if (!json.isObject()) {
                throw new MalformedRecordException(
                        "not " + what + ": a JSON object must stand here, not " + kind(json));
            }
            return new JsonObject(json);
        } catch (CharacterCodingException e) {
            throw new MalformedRecordException("not " + what + ": the value is not valid UTF-8", e);
        } catch (JsonProcessingException e) {
            throw new MalformedRecordException(
                    "not JSON: " + Excerpt.of(e.getOriginalMessage(), Excerpt.SENTENCE) + place(e), e);
        }
    }

    private static String place(JsonProcessingException e) {
        // Broken limits (nesting, digits) come without a place.
        return Optional.ofNullable(e.getLocation())
                .map(at -> " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")")
                .orElse("");
    }

    /** A text that must be there. */
    public String text(String field) {
        return optionalText(field).orElseThrow(() -> missing(field, A_STRING));
    }

    /** A text, if it is there. */
    public Optional<String> optionalText(String field) {
        return value(field).map(value -> text(field, value));
    }

    /** True or false, which must be there. */
    public boolean flag(String field) {
        String wanted = "true or false";
        JsonNode value = value(field).orElseThrow(() -> missing(field, wanted));
        if (!value.isBoolean()) {
            throw wrongType(field, value, wanted);
        }
        return value.booleanValue();
    }

    /** A time that must be there: a whole number of milliseconds or an ISO-8601 instant. */
    public Instant time(String field) {
        return optionalTime(field).orElseThrow(() -> missing(field, A_TIME));
    }

    /** A time, if it is there. */
    public Optional<Instant> optionalTime(String field) {
        return value(field).map(value -> time(field, value));
    }

    /** An object of texts, empty if it is not there. */
    public Map<String, String> texts(String field) {
        Map<String, String> texts = new HashMap<>();
        value(field).ifPresent(value -> {
            if (!value.isObject()) {
                throw wrongType(field, value, "an object of strings");
            }
            value.properties()
                    .forEach(entry -> texts.put(
                            entry.getKey(),
                            text(field + " value of " + Excerpt.quoted(entry.getKey()), entry.getValue())));
        });
        return texts;
    }

    private Optional<JsonNode> value(String field) {
        JsonNode value = json.path(field);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    private static String text(String field, JsonNode value) {
        if (!value.isTextual()) {
            throw wrongType(field, value, A_STRING);
        }
        return value.textValue();
    }

    private static Instant time(String field, JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return Instant.ofEpochMilli(value.longValue());
        }
        if (!value.isTextual()) {
            throw wrongType(field, value, A_TIME);
        }
        try {
            return Instant.parse(value.textValue()).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            throw new MalformedRecordException(
                    field + " " + Excerpt.quoted(value.textValue()) + " is no instant; it must be " + A_TIME
                            + ", such as 2026-03-01T09:30:00Z",
                    e);
        }
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
