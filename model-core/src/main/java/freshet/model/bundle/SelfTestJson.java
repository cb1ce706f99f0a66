package freshet.model.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.text.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The self-test as JSON: an array of objects with the arrays {@code items}, {@code expected}
 * (texts) and {@code probabilities} (numbers; each the exact value of a 32-bit float), and, where
 * the model reads times, {@code time} (a whole number: milliseconds since 1970-01-01 UTC).
 */
final class SelfTestJson {
    private static final String ITEMS = "items";
    private static final String EXPECTED = "expected";
    private static final String PROBABILITIES = "probabilities";
    private static final String TIME = "time";

    private SelfTestJson() {}

    static JsonNode write(List<SelfTestCase> cases) {
        ArrayNode array = StrictJson.MAPPER.createArrayNode();
        for (SelfTestCase test : cases) {
            ObjectNode object = array.addObject();
            ArrayNode items = object.putArray(ITEMS);
            test.items().forEach(items::add);
            ArrayNode expected = object.putArray(EXPECTED);
            test.expected().forEach(expected::add);
            ArrayNode probabilities = object.putArray(PROBABILITIES);
            test.probabilities().forEach(probability -> probabilities.add((double) probability));
            test.time().ifPresent(time -> object.put(TIME, time));
        }
        return array;
    }

    /** @throws BundleException if the node is no self-test */
    static List<SelfTestCase> read(JsonNode node) {
        if (!node.isArray()) {
            throw new BundleException("it must be an array of cases; write the bundle again");
        }
        List<SelfTestCase> cases = new ArrayList<>();
        for (JsonNode test : node) {
            cases.add(new SelfTestCase(
                    list(test, ITEMS, JsonNode::isTextual, JsonNode::textValue),
                    list(test, EXPECTED, JsonNode::isTextual, JsonNode::textValue),
                    list(test, PROBABILITIES, JsonNode::isNumber, JsonNode::floatValue),
                    time(test)));
        }
        return List.copyOf(cases);
    }

    private static OptionalLong time(JsonNode test) {
        JsonNode time = test.path(TIME);
        if (time.isMissingNode()) {
            return OptionalLong.empty();
        }
        if (!time.isIntegralNumber() || !time.canConvertToLong()) {
            throw new BundleException(TIME + " of a case is " + Quote.of(time.toString())
                    + ", no whole number of milliseconds; write the bundle again");
        }
        return OptionalLong.of(time.longValue());
    }

    private static <T> List<T> list(JsonNode test, String key, Predicate<JsonNode> fits, Function<JsonNode, T> value) {
        JsonNode array = test.path(key);
        if (!array.isArray()) {
            throw new BundleException("a case has no array " + key + "; write the bundle again");
        }
        List<T> values = new ArrayList<>();
        for (JsonNode element : array) {
            if (!fits.test(element)) {
                throw new BundleException(key + " of a case has " + Quote.of(element.toString())
                        + ", a value of another type; write the bundle again");
            }
            values.add(value.apply(element));
        }
        return List.copyOf(values);
    }
}
