package freshet.model.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.model.calibration.Calibration;
import freshet.model.text.Quote;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The part of a bundle that is in the file's metadata, see {@link BundleFile}.
 *
 * @param kind the model's kind
 * @param configuration what shapes the model
 * @param provenance how it came to be
 * @param metrics figures by name
 * @param selfTest sessions with their expected items
 * @param calibration what makes its probabilities right
 */
record BundleMetadata(
        String kind,
        ObjectNode configuration,
        ObjectNode provenance,
        Map<String, Double> metrics,
        List<SelfTestCase> selfTest,
        Optional<Calibration> calibration) {
    private static final String FORMAT = "format";
    private static final String FORMAT_NAME = "freshet";
    private static final String FORMAT_VERSION = "format_version";
    private static final int VERSION = 1;
    private static final String KIND = "kind";
    private static final String CONFIGURATION = "configuration";
    private static final String PROVENANCE = "provenance";
    private static final String METRICS = "metrics";
    private static final String SELF_TEST = "self_test";
    private static final String CALIBRATION = "calibration";

    static BundleMetadata of(ModelBundle bundle) {
        return new BundleMetadata(
                bundle.kind(),
                bundle.configuration(),
                bundle.provenance(),
                bundle.metrics(),
                bundle.selfTest(),
                bundle.calibration());
    }

    /** @throws BundleException if the texts are not those of a bundle that this version reads */
    static BundleMetadata parse(Map<String, String> texts) {
        requireVersion(texts);
        return new BundleMetadata(
                text(texts, KIND),
                json(texts, CONFIGURATION, BundleMetadata::object),
                json(texts, PROVENANCE, BundleMetadata::object),
                json(texts, METRICS, node -> figures(object(node))),
                json(texts, SELF_TEST, SelfTestJson::read),
                texts.containsKey(CALIBRATION)
                        ? Optional.of(json(texts, CALIBRATION, CalibrationJson::read))
                        : Optional.empty());
    }

    /** @throws BundleException if a text would be too long or holds a number that is not finite */
    SortedMap<String, String> texts() {
        ObjectNode figures = StrictJson.MAPPER.createObjectNode();
        metrics.forEach(figures::put);
        SortedMap<String, String> texts = new TreeMap<>();
        texts.put(FORMAT, FORMAT_NAME);
        texts.put(FORMAT_VERSION, Integer.toString(VERSION));
        texts.put(KIND, kind);
        texts.put(CONFIGURATION, json(CONFIGURATION, configuration));
        texts.put(PROVENANCE, json(PROVENANCE, provenance));
        texts.put(METRICS, json(METRICS, figures));
        texts.put(SELF_TEST, json(SELF_TEST, SelfTestJson.write(selfTest)));
        calibration.ifPresent(by -> texts.put(CALIBRATION, json(CALIBRATION, CalibrationJson.write(by))));
        return texts;
    }

    private static void requireVersion(Map<String, String> texts) {
        String format = text(texts, FORMAT);
        if (!format.equals(FORMAT_NAME)) {
            throw new BundleException("metadata \"format\" is " + Quote.of(format) + ", not \"" + FORMAT_NAME
                    + "\": this safetensors file is no Freshet bundle");
        }
        String version = text(texts, FORMAT_VERSION);
        if (!version.matches("[1-9][0-9]{0,8}")) {
            throw new BundleException("metadata \"format_version\" is " + Quote.of(version)
                    + "; it must be a whole number of at least 1: write the bundle again");
        }
        if (Integer.parseInt(version) > VERSION) {
            throw new BundleException("written by a newer Freshet: format version " + version + ", this one reads "
                    + VERSION + "; upgrade Freshet or write the bundle with this version");
        }
    }

    private static String text(Map<String, String> texts, String key) {
        String text = texts.get(key);
        if (text == null) {
            throw new BundleException(
                    "metadata \"" + key + "\" is missing: this is no Freshet bundle, or a damaged one");
        }
        return text;
    }

    private static <T> T json(Map<String, String> texts, String key, Function<JsonNode, T> read) {
        String text = text(texts, key);
        try {
            return read.apply(StrictJson.parse(text));
        } catch (BundleException e) {
            throw new BundleException("metadata \"" + key + "\": " + e.getMessage(), e);
        }
    }

    private static String json(String key, JsonNode node) {
        String text;
        try {
            text = StrictJson.text(node);
        } catch (BundleException e) {
            throw new BundleException("metadata \"" + key + "\": " + e.getMessage(), e);
        }
        if (text.length() > SafetensorsFormat.MAX_TEXT_CHARACTERS) {
            throw new BundleException("metadata \"" + key + "\" has " + text.length() + " characters, the limit is "
                    + SafetensorsFormat.MAX_TEXT_CHARACTERS + ": shorten it");
        }
        return text;
    }

    private static ObjectNode object(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new BundleException("it is " + Quote.of(node.toString()) + "; it must be a JSON object");
    }

    private static Map<String, Double> figures(ObjectNode object) {
        Map<String, Double> figures = new TreeMap<>();
        object.properties().forEach(field -> {
            if (!field.getValue().isNumber()) {
                throw new BundleException(Quote.of(field.getKey()) + " is "
                        + Quote.of(field.getValue().toString()) + "; it must be a number");
            }
            figures.put(field.getKey(), field.getValue().doubleValue());
        });
        return figures;
    }
}
