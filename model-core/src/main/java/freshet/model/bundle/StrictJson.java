package freshet.model.bundle;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.model.text.Quote;

/**
 * JSON as a bundle holds it: each key once, bounded depth, names and numbers, nothing after the
 * value, numbers finite. Written with sorted keys and the shortest decimals, so that equal values
 * give equal text on every JDK. Threads may share it.
 */
final class StrictJson {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_NUMBER_CHARACTERS = 64;

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_CHARACTERS)
                            .maxNameLength(SafetensorsFormat.MAX_NAME_CHARACTERS)
                            .maxStringLength(SafetensorsFormat.MAX_TEXT_CHARACTERS)
                            .build())
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    private StrictJson() {}

    /** @throws BundleException if the text is not one strict JSON value */
    static JsonNode parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            requireFinite(node);
            return node;
        } catch (JsonProcessingException e) {
            throw new BundleException("it is not the JSON that a bundle holds: " + reason(e), e);
        }
    }

    /** @throws BundleException if {@link #parse} would refuse what is written */
    static String text(JsonNode node) {
        try {
            String text = MAPPER.writeValueAsString(node);
            parse(text);
            return text;
        } catch (JsonProcessingException e) {
            throw new BundleException("it cannot be written as JSON: " + reason(e), e);
        }
    }

    /** What is wrong and where, on one line. */
    static String reason(JacksonException e) {
        String place = e.getLocation() == null
                ? ""
                : " at character " + e.getLocation().getCharOffset();
        return Quote.plain(e.getOriginalMessage().replaceAll("\\s+", " ")) + place;
    }

    /** A decimal may be in range as text and infinite as a double. */
    private static void requireFinite(JsonNode node) {
        if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            throw new BundleException("number " + node.asText() + " is not finite; leave it out");
        }
        node.forEach(StrictJson::requireFinite);
    }
}
