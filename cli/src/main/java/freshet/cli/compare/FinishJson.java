package freshet.cli.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** A finish as a line of the journal: one JSON object, shares in [0, 1]. */
final class FinishJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private FinishJson() {}

    static String line(Finish finish) {
        Contest contest = finish.contest();
        ObjectNode line = JSON.createObjectNode()
                .put("log", contest.log())
                .put("train_sha256", contest.trainHash())
                .put("validation_sha256", contest.validationHash())
                .put("test_sha256", contest.testHash())
                .put("predictions", contest.predictions())
                .put("model", finish.contender().model());
        finish.contender().settings().forEach(line.putObject("settings")::put);
        finish.contender().seed().ifPresent(seed -> line.put("seed", seed));
        return line.put("recall@20", finish.recall())
                .put("mrr@20", finish.mrr())
                .put("coverage@20", finish.coverage())
                .put("calibration_error", finish.calibrationError())
                .put("calibration_error@20", finish.listCalibrationError())
                .put("seconds", finish.seconds())
                .put("bundle_bytes", finish.bundleBytes())
                .put("vector_bytes", finish.vectorBytes())
                .put("session_bytes", finish.cost().sessionBytes())
                .put("events_per_core_second", finish.cost().eventsPerCoreSecond())
                .toString();
    }

    /** @throws IllegalArgumentException if it is none; the message says why */
    static Finish read(String text) {
        JsonNode line;
        try {
            line = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is no JSON: " + e.getOriginalMessage(), e);
        }
        Contest contest = new Contest(
                required(line, "log").asText(),
                required(line, "train_sha256").asText(),
                required(line, "validation_sha256").asText(),
                required(line, "test_sha256").asText(),
                (long) figure(line, "predictions"));
        SortedMap<String, String> settings = new TreeMap<>();
        required(line, "settings")
                .properties()
                .forEach(each -> settings.put(each.getKey(), each.getValue().asText()));
        OptionalLong seed = line.has("seed") ? OptionalLong.of(line.get("seed").asLong()) : OptionalLong.empty();
        return new Finish(
                contest,
                new Contender(required(line, "model").asText(), settings, seed),
                figure(line, "recall@20"),
                figure(line, "mrr@20"),
                figure(line, "coverage@20"),
                figure(line, "calibration_error"),
                figureOrNone(line, "calibration_error@20"),
                figure(line, "seconds"),
                (long) figure(line, "bundle_bytes"),
                (int) figure(line, line.has("state_bytes") ? "state_bytes" : "vector_bytes"),
                new AnsweringCost(figureOrNone(line, "events_per_core_second"), figureOrNone(line, "session_bytes")));
    }

    /** A text would be read as 0. */
    private static double figure(JsonNode line, String field) {
        JsonNode value = required(line, field);
        if (!value.isNumber() || value.asDouble() < 0) {
            throw new IllegalArgumentException("its \"" + field + "\" is " + value + ", which is no figure");
        }
        return value.asDouble();
    }

    /** NaN where a journal of an older version has none. */
    private static double figureOrNone(JsonNode line, String field) {
        return line.has(field) ? figure(line, field) : Double.NaN;
    }

    private static JsonNode required(JsonNode line, String field) {
        JsonNode value = line.path(field);
        if (value.isMissingNode()) {
            throw new IllegalArgumentException("it has no \"" + field + "\"");
        }
        return value;
    }
}
