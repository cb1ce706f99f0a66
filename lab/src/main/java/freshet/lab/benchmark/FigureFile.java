package freshet.lab.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freshet.cli.CommandException;
import freshet.model.file.Utf8Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a benchmark wrote as JSON, by {@code --json} or from JMH: figures are its numbers by their
 * path, as {@code figures.backlog.eventsPerSecond}; conditions are the texts, and all that is
 * under {@code machine}, {@code versions} and {@code settings}.
 *
 * @param figures by path, in the order of the file
 * @param conditions by path, in the order of the file
 */
record FigureFile(Map<String, Double> figures, Map<String, String> conditions) {
    private static final Set<String> OF_CONDITIONS = Set.of("machine", "versions", "settings");

    /** @throws CommandException if the file cannot be read or is no JSON object */
    static FigureFile read(Path file) {
        JsonNode root;
        try {
            root = JsonMapper.builder().build().readTree(Utf8Text.read(file));
        } catch (JsonProcessingException e) {
            throw new CommandException(file + " is no JSON: " + e.getOriginalMessage() + "; name a file of --json", e);
        } catch (IOException e) {
            throw new CommandException(file + " cannot be read: " + e + "; name a file of --json", e);
        }
        if (!root.isObject()) {
            throw new CommandException(file + " holds no JSON object; name a file of --json");
        }
        FigureFile read = new FigureFile(new LinkedHashMap<>(), new LinkedHashMap<>());
        root.fields()
                .forEachRemaining(
                        field -> read.take(field.getKey(), field.getValue(), OF_CONDITIONS.contains(field.getKey())));
        return read;
    }

    private void take(String path, JsonNode node, boolean condition) {
        if (node.isObject()) {
            node.fields().forEachRemaining(field -> take(path + "." + field.getKey(), field.getValue(), condition));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                take(path + "." + i, node.get(i), condition);
            }
        } else if (node.isNumber() && !condition) {
            figures.put(path, node.doubleValue());
        } else {
            conditions.put(path, node.asText());
        }
    }
}
