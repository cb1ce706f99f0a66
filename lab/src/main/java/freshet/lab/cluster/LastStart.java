package freshet.lab.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a cluster was started with last, kept in its folder so that a restart does the same. */
final class LastStart {
    private static final String FILE = "last-start.json";

    private LastStart() {}

    /** @param settings with the ports that were taken, so that clients find them again */
    static void write(ClusterSettings settings) {
        ObjectNode json = JsonFile.newObject()
                .put("brokers", settings.brokers())
                .put("kafkaPort", settings.kafkaPort())
                .put("webPort", settings.webPort())
                .put("taskManagers", settings.taskManagers())
                .put("slots", settings.slots())
                .put("taskManagerMemory", settings.taskManagerMemory())
                .put("highlyAvailable", settings.highlyAvailable());
        ObjectNode flink = json.putObject("flink");
        settings.flink().forEach(flink::put);
        JsonFile.write(settings.folder().resolve(FILE), json);
    }

    /** Empty if no cluster was started in the folder, or by a Freshet before 0.3. */
    static Optional<ClusterSettings> read(Path folder) {
        return JsonFile.read(folder.resolve(FILE), "remove it").map(json -> of(folder, json));
    }

    private static ClusterSettings of(Path folder, JsonNode json) {
        Map<String, String> flink = new TreeMap<>();
        json.path("flink")
                .properties()
                .forEach(setting ->
                        flink.put(setting.getKey(), setting.getValue().asText()));
        return new ClusterSettings(
                folder,
                json.path("brokers").asInt(),
                json.path("kafkaPort").asInt(),
                json.path("webPort").asInt(),
                json.path("taskManagers").asInt(),
                json.path("slots").asInt(),
                json.path("taskManagerMemory").asText(),
                json.path("highlyAvailable").asBoolean(),
                flink);
    }
}
