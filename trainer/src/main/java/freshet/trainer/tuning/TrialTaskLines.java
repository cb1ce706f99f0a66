package freshet.trainer.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.trainer.Objective;
import freshet.trainer.settings.SettingValues;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Trials that are to be run, and those that are over, as lines of JSON between two processes. */
public final class TrialTaskLines {
    private TrialTaskLines() {}

    /** What makes a search the one that it is. */
    public static String search(Search search) {
        return JournalLines.search(search).toString();
    }

    /** A trial that is to be run. */
    public static String task(TrialTask task) {
        ObjectNode line = JournalLines.object()
                .put("number", task.number())
                .put("model", task.model())
                .put("objective", SettingValues.spelling(task.objective()))
                .put("stopping", SettingValues.spelling(task.stopping()));
        task.settings().forEach(line.putObject("settings")::put);
        task.drawn().forEach(line.putObject("drawn")::put);
        ArrayNode earlier = line.putArray("earlier");
        task.earlier().forEach(trial -> earlier.add(JournalLines.trial(trial)));
        return line.toString();
    }

    /** @throws IllegalArgumentException if the text is no such line */
    public static TrialTask task(String text) {
        JsonNode line = JournalLines.read(text);
        List<Trial> earlier = new ArrayList<>();
        line.path("earlier").forEach(trial -> earlier.add(JournalLines.trial(trial)));
        return new TrialTask(
                line.path("number").asInt(),
                line.path("model").asText(),
                spelt(Objective.values(), line.path("objective").asText()),
                spelt(Stopping.values(), line.path("stopping").asText()),
                map(line.path("settings")),
                map(line.path("drawn")),
                earlier);
    }

    /** A trial that is over. */
    public static String trial(Trial trial) {
        return JournalLines.trial(trial).toString();
    }

    /** @throws IllegalArgumentException if the text is no such line */
    public static Trial trial(String text) {
        return JournalLines.trial(JournalLines.read(text));
    }

    private static <E extends Enum<E>> E spelt(E[] constants, String spelling) {
        return Stream.of(constants)
                .filter(constant -> SettingValues.spelling(constant).equals(spelling))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + spelling + "\" is none that is known"));
    }

    private static SortedMap<String, String> map(JsonNode values) {
        SortedMap<String, String> map = new TreeMap<>();
        values.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }
}
