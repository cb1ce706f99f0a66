package freshet.lab.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freshet.cli.CommandException;
import freshet.cli.CommandName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What runs in a folder, kept there from {@code start} to {@code stop}.
 *
 * @param bootstrapServers of Kafka
 * @param webUi of Flink; empty where Kafka runs alone
 * @param processes in the order of their start
 */
record ClusterState(String bootstrapServers, Optional<String> webUi, List<ServerProcess> processes) {
    private static final String FILE = "cluster.json";
    private static final Duration PATIENCE = Duration.ofSeconds(15); // then one is killed

    ClusterState {
        processes = List.copyOf(processes);
    }

    /**
     * What the folder's file says, if it has one.
     *
     * @throws CommandException if the file cannot be read
     */
    static Optional<ClusterState> read(Path folder) {
        return JsonFile.read(folder.resolve(FILE), "end the processes by hand, then remove it")
                .map(ClusterState::of);
    }

    private static ClusterState of(JsonNode json) {
        List<ServerProcess> processes = new ArrayList<>();
        for (JsonNode process : json.path("processes")) {
            processes.add(new ServerProcess(
                    process.path("name").asText(),
                    process.path("pid").asLong(),
                    process.path("startedMillis").asLong(),
                    Path.of(process.path("log").asText())));
        }
        return new ClusterState(
                json.path("bootstrapServers").asText(),
                Optional.of(json.path("webUi").asText()).filter(address -> !address.isEmpty()),
                processes);
    }

    /**
     * Writes the folder's file.
     *
     * @throws CommandException if the file cannot be written; it is then as it was
     */
    void write(Path folder) {
        ObjectNode json = JsonFile.newObject().put("bootstrapServers", bootstrapServers);
        webUi.ifPresent(address -> json.put("webUi", address));
        for (ServerProcess process : processes) {
            json.withArray("processes")
                    .addObject()
                    .put("name", process.name())
                    .put("pid", process.pid())
                    .put("startedMillis", process.startedMillis())
                    .put("log", process.log().toString());
        }
        JsonFile.write(folder.resolve(FILE), json);
    }

    /** Removes the folder's file. */
    static void remove(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(FILE));
        } catch (IOException e) {
            throw new CommandException(folder.resolve(FILE) + " cannot be removed: " + e.getMessage(), e);
        }
    }

    /**
     * Flink's REST interface.
     *
     * @param folder the cluster's, for what to type next
     * @throws CommandException where Kafka runs alone
     */
    FlinkRest flink(Path folder) {
        String argument = ClusterFolder.argument(folder);
        return new FlinkRest(
                webUi.orElseThrow(() -> new CommandException("Kafka at " + bootstrapServers
                        + " runs alone, without Flink; add Flink: " + CommandName.of("cluster start") + argument)),
                argument);
    }

    /** Whether Kafka runs without Flink, and all its brokers do. */
    boolean onlyBrokers() {
        return webUi.isEmpty() && processes.stream().allMatch(ServerProcess::alive);
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

    /** Whether the server of this name runs. */
    boolean alive(String name) {
        return processes.stream().anyMatch(process -> process.name().equals(name) && process.alive());
    }

    boolean anyAlive() {
        return processes.stream().anyMatch(ServerProcess::alive);
    }
}
