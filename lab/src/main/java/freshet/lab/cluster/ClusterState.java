package freshet.lab.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What runs in a folder, kept there from {@code start} to {@code stop}.
 *
 * @param bootstrapServers of Kafka
 * @param webUi of Flink
 * @param processes in the order of their start
 */
record ClusterState(String bootstrapServers, String webUi, List<ServerProcess> processes) {
    private static final String FILE = "cluster.json";
    private static final Duration PATIENCE = Duration.ofSeconds(15); // then one is killed
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * What the folder's file says, if it has one.
     *
     * @throws CommandException if the file cannot be read
     */
    static Optional<ClusterState> read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = MAPPER.readTree(file.toFile());
            List<ServerProcess> processes = new ArrayList<>();
            for (JsonNode process : json.path("processes")) {
                processes.add(new ServerProcess(
                        process.path("name").asText(),
                        process.path("pid").asLong(),
                        process.path("startedMillis").asLong(),
                        Path.of(process.path("log").asText())));
            }
            return Optional.of(new ClusterState(
                    json.path("bootstrapServers").asText(), json.path("webUi").asText(), processes));
        } catch (IOException e) {
            throw new CommandException(
                    file + " cannot be read: " + e.getMessage() + "; end the processes by hand, then remove it", e);
        }
    }

    /**
     * Writes the folder's file in one step: a reader, or a start after a crash, finds the
     * one before or this one.
     *
     * @throws CommandException if the file cannot be written; it is then as it was
     */
    void write(Path folder) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("bootstrapServers", bootstrapServers)
                .put("webUi", webUi);
        for (ServerProcess process : processes) {
            json.withArray("processes")
                    .addObject()
                    .put("name", process.name())
                    .put("pid", process.pid())
                    .put("startedMillis", process.startedMillis())
                    .put("log", process.log().toString());
        }
        try {
            Files.createDirectories(folder);
            Path part = folder.resolve(FILE + ".part");
            MAPPER.writerWithDefaultPrettyPrinter().writeValue(part.toFile(), json);
            Files.move(part, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CommandException(folder.resolve(FILE) + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Removes the folder's file. */
    static void remove(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(FILE));
        } catch (IOException e) {
            throw new CommandException(folder.resolve(FILE) + " cannot be removed: " + e.getMessage(), e);
        }
    }

    /** Asks the servers to end, the newest first, and waits until they are gone. */
    void stop() throws InterruptedException {
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).stop(PATIENCE);
        }
    }

    /** Servers that run. */
    String aliveNames() {
        return processes.stream()
                .filter(ServerProcess::alive)
                .map(process -> process.name() + " (process " + process.pid() + ")")
                .collect(Collectors.joining(", "));
    }

    boolean anyAlive() {
        return processes.stream().anyMatch(ServerProcess::alive);
    }
}
