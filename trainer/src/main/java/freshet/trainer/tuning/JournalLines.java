package freshet.trainer.tuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.trainer.EpochResult.Accuracy;
import freshet.trainer.settings.SettingValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The lines of a {@link Journal}, format {@value #FORMAT}. The first is the search:
 *
 * <pre>
 * {"tune":1,"model":…,"objective":…,"stopping":…,"seed":…,"data_sha256":…,
 *  "validation_sha256":…,"search":{name:range},"fixed":{name:value}}
 * </pre>
 *
 * and each other one a trial that is over, in order of their numbers:
 *
 * <pre>
 * {"trial":1,"end":"finished","settings":{name:value},"recall@20":[per epoch],
 *  "mrr@20":[per epoch],"why":…,"seconds":…}
 * </pre>
 */
final class JournalLines {
    static final int FORMAT = 1;

    private static final String RECALL = "recall@20";
    private static final String MRR = "mrr@20";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JournalLines() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ObjectNode search(Search search) {
        ObjectNode line = JSON.createObjectNode()
                .put("tune", FORMAT)
                .put("model", search.model())
                .put("objective", SettingValues.spelling(search.objective()))
                .put("stopping", SettingValues.spelling(search.stopping()))
                .put("seed", search.seed())
                .put("data_sha256", search.dataHash())
                .put("validation_sha256", search.validationHash());
        search.space().texts().forEach(line.putObject("search")::put);
        search.fixed().forEach(line.putObject("fixed")::put);
        return line;
    }

    static ObjectNode trial(Trial trial) {
        ObjectNode line =
                JSON.createObjectNode().put("trial", trial.number()).put("end", SettingValues.spelling(trial.end()));
        trial.settings().forEach(line.putObject("settings")::put);
        ArrayNode recall = line.putArray(RECALL);
        ArrayNode mrr = line.putArray(MRR);
        trial.curve().forEach(measure -> {
            recall.add(measure.recall());
            mrr.add(measure.mrr());
        });
        return line.put("why", trial.why()).put("seconds", trial.seconds());
    }

    /** @throws IllegalArgumentException if it is no JSON; the message says why */
    static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** @throws IllegalArgumentException if it is no trial; the message says why */
    static Trial trial(JsonNode line) {
        return new Trial(
                required(line, "trial").asInt(),
                settings(required(line, "settings")),
                end(required(line, "end").asText()),
                curve(required(line, RECALL), required(line, MRR)),
                required(line, "why").asText(),
                required(line, "seconds").asDouble());
    }

    private static JsonNode required(JsonNode line, String field) {
        JsonNode value = line.path(field);
        if (value.isMissingNode()) {
            throw new IllegalArgumentException("it has no \"" + field + "\"");
        }
        return value;
    }

    private static Trial.End end(String spelling) {
        return Stream.of(Trial.End.values())
                .filter(end -> SettingValues.spelling(end).equals(spelling))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("its end is \"" + spelling + "\", which is none"));
    }

    private static SortedMap<String, String> settings(JsonNode values) {
        SortedMap<String, String> settings = new TreeMap<>();
        values.properties()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
        return Collections.unmodifiableSortedMap(settings);
    }

    private static List<Accuracy> curve(JsonNode recall, JsonNode mrr) {
        if (recall.size() != mrr.size()) {
            throw new IllegalArgumentException(
                    "it has " + recall.size() + " epochs of " + RECALL + " and " + mrr.size() + " of " + MRR);
        }
        List<Accuracy> curve = new ArrayList<>();
        for (int epoch = 0; epoch < recall.size(); epoch++) {
            curve.add(new Accuracy(recall.get(epoch).asDouble(), mrr.get(epoch).asDouble()));
        }
        return curve;
    }
}
