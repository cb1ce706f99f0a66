package freshet.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import freshet.model.text.Quote;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Between records and JSON: strict in what it reads. Its mapper never changes. */
final class Json {
    private static final int DEEPEST = 32;
    private static final Pattern ASIDE = Pattern.compile("( \\((but |start marker |class )|; `).*", Pattern.DOTALL);

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .addModule(new Jdk8Module())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.USE_DEFAULTS))
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private Json() {}

    /** An object as JSON in UTF-8. */
    static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be JSON: " + value.getClass(), e);
        }
    }

    /**
     * A record of JSON in UTF-8.
     *
     * @throws Problem if the text is no JSON, or does not fit
     */
    static <T> T read(byte[] json, Class<T> type) {
        if (json.length == 0) {
            throw Problem.badRequest("body", "there is no body", "send JSON");
        }
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw Problem.badRequest("body", "the body is null", "send what openapi.json says");
            }
            return value;
        } catch (JsonMappingException e) {
            throw Problem.badRequest("body " + pointer(e), Quote.sentence(words(e)), "send what openapi.json says");
        } catch (JsonProcessingException e) {
            // A limit that is broken, as that of nesting, comes without a place.
            String place = Optional.ofNullable(e.getLocation())
                    .map(at -> "line " + at.getLineNr() + ", column " + at.getColumnNr())
                    .orElse("/");
            throw Problem.badRequest("body " + place, "no JSON: " + Quote.sentence(words(e)), "send JSON in UTF-8");
        } catch (IOException e) {
            throw Problem.badRequest("body", "no JSON: " + Quote.sentence(e.getMessage()), "send JSON in UTF-8");
        }
    }

    /** What Jackson says, without its names of classes and features. */
    private static String words(JsonProcessingException e) {
        String words = e.getOriginalMessage();
        return words.startsWith("Null value for creator property")
                ? "the field is missing or null"
                : ASIDE.matcher(words).replaceFirst("");
    }

    private static String pointer(JsonMappingException e) {
        String place = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
        return Quote.line(place.isEmpty() ? "/" : place);
    }
}
