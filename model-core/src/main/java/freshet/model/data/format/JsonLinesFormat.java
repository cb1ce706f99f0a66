package freshet.model.data.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.model.data.IsoTime;
import freshet.model.data.LoggedEvent;
import freshet.model.data.MalformedLineException;
import freshet.model.data.TextFormat;
import freshet.model.session.EventKeys;
import freshet.model.session.ItemEvent;
import freshet.model.text.Quote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/**
 * One JSON object per line with the fields of the Avro record {@code SessionEvent}. Fields that a
 * session does not remember ({@code userId}, {@code context} and any other) are passed over.
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

    private static final Pattern DIGITS = Pattern.compile("[0-9]+(\\.[0-9]*)?");

    @Override
    public String name() {
        return "jsonl";
    }

    @Override
    public String description() {
        return "one JSON object per line: sessionId, itemId, eventTime (milliseconds since 1970 or ISO-8601), and"
                + " if known eventType and eventId";
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
            String eventId = isGiven(json, "eventId") ? text(json, "eventId", line) : "";
            ItemEvent event = new ItemEvent(
                    text(json, "itemId", line),
                    time(json.path("eventTime"), line),
                    isGiven(json, "eventType") ? text(json, "eventType", line) : ItemEvent.VIEW,
                    keys.key(eventId));
            events.accept(new LoggedEvent(text(json, "sessionId", line), event, eventId));
        };
    }

    private static JsonNode parse(String line) throws MalformedLineException {
        JsonNode json;
        try {
            json = MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new MalformedLineException(
                    "the line " + Quote.of(line) + " is no JSON: " + Quote.sentence(e.getOriginalMessage()), e);
        }
        if (!json.isObject()) {
            throw new MalformedLineException("the line " + Quote.of(line) + " is JSON, but no object");
        }
        return json;
    }

    private static boolean isGiven(JsonNode json, String field) {
        return json.hasNonNull(field);
    }

    private static String text(JsonNode json, String field, String line) throws MalformedLineException {
        JsonNode value = json.path(field);
        if (value.isNumber()) {
            String number = number(field, line);
            throw new MalformedLineException(field + " is the number " + Quote.cut(number)
                    + "; it must be a string: write it in quotes, " + Quote.of(number));
        }
        if (!value.isTextual()) {
            throw new MalformedLineException(field + " is " + kind(value, field, line) + "; it must be a string");
        }
        return Field.id(field, value.textValue());
    }

    private static long time(JsonNode value, String line) throws MalformedLineException {
        String field = "eventTime";
        if (value.isNumber()) {
            return Field.wholeMillis(field, number(field, line));
        }
        if (!value.isTextual()) {
            throw new MalformedLineException(field + " is " + kind(value, field, line)
                    + "; it must be a number of milliseconds since 1970 or an ISO-8601 time, for example "
                    + IsoTime.EXAMPLES);
        }
        if (DIGITS.matcher(value.textValue()).matches()) {
            throw new MalformedLineException(field + " is the string " + Quote.of(value.textValue())
                    + "; write milliseconds since 1970 without quotes");
        }
        return Field.instant(field, value.textValue());
    }

    private static String kind(JsonNode value, String field, String line) {
        return switch (value.getNodeType()) {
            case MISSING -> "missing";
            case NULL -> "null";
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "the string " + Quote.of(value.textValue());
            case BOOLEAN -> "the boolean " + value.asText();
            case NUMBER -> "the number " + Quote.cut(number(field, line));
            case BINARY, POJO -> throw new IllegalStateException("a parser makes no " + value.getNodeType() + " node");
        };
    }

    /**
     * A number as the line has it: the tree holds decimals as doubles, which have lost their text
     * and may have lost digits.
     */
    private static String number(String field, String line) {
        try (JsonParser json = new FilteringParserDelegate(
                FACTORY.createParser(line),
                new JsonPointerBasedFilter(JsonPointer.empty().appendProperty(field)),
                Inclusion.ONLY_INCLUDE_ALL,
                false)) {
            json.nextToken();
            return json.getText();
        } catch (IOException e) {
            throw new UncheckedIOException("a line that was parsed before cannot be read again", e);
        }
    }
}
