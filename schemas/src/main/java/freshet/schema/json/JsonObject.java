package freshet.schema.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.schema.codec.Excerpt;
import freshet.schema.codec.MalformedRecordException;
import freshet.schema.codec.StrictUtf8;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * One JSON object in UTF-8, read field by field. Null means an absent field; fields that nobody
 * asks for are ignored; a field that comes twice is an error. Every method throws a
 * {@link MalformedRecordException} that names field, value and what would be right.
 */
public final class JsonObject {
    private static final Pattern PARSERS_OWN = Pattern.compile(" \\(start marker at .*|: enable `.*", Pattern.DOTALL);
    private static final int MAX_NESTING = 32;
    private static final String A_STRING = "a string";
    private static final Pattern DIGITS = Pattern.compile("[0-9]+(\\.[0-9]*)?");
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

    private final String sent;
    private final JsonNode json;

    private JsonObject(String sent, JsonNode json) {
        this.sent = sent;
        this.json = json;
    }

    /** Whether the bytes begin as every JSON object does: with an opening brace behind blanks. */
    public static boolean begins(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && isBlank(bytes[at])) {
            at++;
        }
        return at < bytes.length && bytes[at] == '{';
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t' || character == '\n' || character == '\r';
    }

    /**
     * Reads the object that the bytes hold.
     *
     * @param what it should be, with its article, for example "an event"
     */
    public static JsonObject parse(byte[] bytes, String what) {
        try {
            String sent = StrictUtf8.decode(bytes);
            JsonNode json = MAPPER.readTree(sent);
            JsonObject object = new JsonObject(sent, json);
            if (!json.isObject()) {
                throw new MalformedRecordException("not " + what + ": a JSON object is needed here, not "
                        + object.kind(json, JsonPointer.empty()));
            }
            return object;
        } catch (CharacterCodingException e) {
            throw new MalformedRecordException("not " + what + ": the value is not valid UTF-8", e);
        } catch (JsonProcessingException e) {
            throw new MalformedRecordException("not JSON: " + Excerpt.of(reason(e), Excerpt.SENTENCE) + place(e), e);
        }
    }

    /**
     * What the parser says, without its advice to programmers and its words on a source that it
     * does not show.
     */
    private static String reason(JsonProcessingException e) {
        return PARSERS_OWN.matcher(e.getOriginalMessage()).replaceAll("");
    }

    private static String place(JsonProcessingException e) {
        // Broken limits (nesting, digits) come without a place.
        return Optional.ofNullable(e.getLocation())
                .map(at -> " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")")
                .orElse("");
    }

    /** The names of all its fields, as they come. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return List.copyOf(names);
    }

    /** A text that must be there. */
    public String text(String field) {
        return optionalText(field).orElseThrow(() -> absent(field, A_STRING));
    }

    /** A text, if it is there. */
    public Optional<String> optionalText(String field) {
        return value(field).map(value -> text(field, value, place(field)));
    }

    /** True or false, which must be there. */
    public boolean flag(String field) {
        String wanted = "true or false";
        JsonNode value = value(field).orElseThrow(() -> absent(field, wanted));
        if (!value.isBoolean()) {
            throw wrongType(field, value, place(field), wanted + (value.isTextual() ? ", without quotes" : ""));
        }
        return value.booleanValue();
    }

    /** True or false, if it is there. */
    public Optional<Boolean> optionalFlag(String field) {
        return value(field).map(value -> flag(field));
    }

    /** A number, if it is there. */
    public OptionalDouble optionalNumber(String field) {
        Optional<JsonNode> value = value(field);
        return value.isPresent() ? OptionalDouble.of(number(field, value.get(), place(field))) : OptionalDouble.empty();
    }

    /** A list of numbers, if it is there. */
    public Optional<List<Double>> optionalNumbers(String field) {
        return value(field).map(value -> {
            if (!value.isArray()) {
                throw wrongType(field, value, place(field), "a list of numbers");
            }
            List<Double> numbers = new ArrayList<>();
            for (int i = 0; i < value.size(); i++) {
                JsonPointer place = place(field).appendIndex(i);
                numbers.add(number(field + " number " + (i + 1), value.get(i), place));
            }
            return numbers;
        });
    }

    /**
     * An object of attributes, empty if it is not there: a {@link String}, a {@link Double} or a
     * {@code List<String>} each. One that is null counts as absent.
     */
    public Map<String, Object> attributes(String field) {
        Map<String, Object> attributes = new HashMap<>();
        value(field).ifPresent(value -> {
            if (!value.isObject()) {
                throw wrongType(field, value, place(field), "an object of strings, numbers and lists of strings");
            }
            value.properties().stream()
                    .filter(entry -> !entry.getValue().isNull())
                    .forEach(entry -> attributes.put(
                            entry.getKey(),
                            attribute(
                                    "attribute " + Excerpt.quoted(entry.getKey()),
                                    entry.getValue(),
                                    place(field).appendProperty(entry.getKey()))));
        });
        return attributes;
    }

    private Object attribute(String name, JsonNode value, JsonPointer place) {
        if (value.isNumber()) {
            return number(name, value, place);
        }
        if (!value.isArray()) {
            if (!value.isTextual()) {
                throw wrongType(name, value, place, "a string, a number or a list of strings");
            }
            return value.textValue();
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            texts.add(text("string " + (i + 1) + " of " + name, value.get(i), place.appendIndex(i)));
        }
        return texts;
    }

    private double number(String field, JsonNode value, JsonPointer place) {
        if (!value.isNumber()) {
            throw wrongType(field, value, place, "a number" + (value.isTextual() ? ", without quotes" : ""));
        }
        double number = value.doubleValue();
        if (!Double.isFinite(number)) {
            throw wrongType(field, value, place, "a number of at most 1.7e308");
        }
        return number;
    }

    /** A time that must be there: a whole number of milliseconds or an ISO-8601 instant. */
    public Instant time(String field) {
        return optionalTime(field).orElseThrow(() -> absent(field, A_TIME));
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
                throw wrongType(field, value, place(field), "an object of strings");
            }
            value.properties()
                    .forEach(entry -> texts.put(
                            entry.getKey(),
                            text(
                                    field + " value of " + Excerpt.quoted(entry.getKey()),
                                    entry.getValue(),
                                    place(field).appendProperty(entry.getKey()))));
        });
        return texts;
    }

    private Optional<JsonNode> value(String field) {
        JsonNode value = json.path(field);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    private static JsonPointer place(String field) {
        return JsonPointer.empty().appendProperty(field);
    }

    private SentNumber number(JsonPointer place) {
        try {
            return SentNumber.at(place, FACTORY.createParser(sent));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
    }

    private String text(String field, JsonNode value, JsonPointer place) {
        if (value.isNumber()) {
            String number = Excerpt.of(number(place).text(), Excerpt.VALUE);
            throw new MalformedRecordException(field + " is the number " + number + "; it must be a string: write it in"
                    + " quotes, \"" + number + "\"");
        }
        if (!value.isTextual()) {
            throw wrongType(field, value, place, A_STRING);
        }
        return value.textValue();
    }

    private Instant time(String field, JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return Instant.ofEpochMilli(value.longValue());
        }
        if (value.isNumber()) {
            OptionalLong whole = number(place(field)).whole();
            if (whole.isPresent()) {
                return Instant.ofEpochMilli(whole.getAsLong());
            }
        }
        if (!value.isTextual()) {
            throw wrongType(field, value, place(field), A_TIME);
        }
        if (DIGITS.matcher(value.textValue()).matches()) {
            throw new MalformedRecordException(field + " is the string " + Excerpt.quoted(value.textValue())
                    + "; it must be " + A_TIME + ": write milliseconds without quotes");
        }
        try {
            return JsonTime.instant(value.textValue());
        } catch (DateTimeException e) {
            throw new MalformedRecordException(
                    field + " " + Excerpt.quoted(value.textValue()) + " is no instant; it must be " + A_TIME
                            + ", such as 2026-03-01T09:30:00Z or 2026-03-01T10:30:00+01:00",
                    e);
        }
    }

    private MalformedRecordException absent(String field, String wanted) {
        String found = json.path(field).isNull() ? "null" : "missing";
        return new MalformedRecordException(field + " is " + found + "; it must be " + wanted);
    }

    private MalformedRecordException wrongType(String field, JsonNode value, JsonPointer place, String wanted) {
        return new MalformedRecordException(field + " is " + kind(value, place) + "; it must be " + wanted);
    }

    private String kind(JsonNode value, JsonPointer place) {
        return switch (value.getNodeType()) {
            case MISSING -> "nothing";
            case NULL -> "null";
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "the string " + Excerpt.quoted(value.textValue());
            case BOOLEAN -> "the boolean " + value.asText();
            case NUMBER -> "the number " + Excerpt.of(number(place).text(), Excerpt.VALUE);
            case BINARY, POJO -> throw new IllegalStateException("a parser makes no " + value.getNodeType() + " node");
        };
    }
}
