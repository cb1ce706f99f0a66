package freshet.lab.cluster;

import freshet.cli.CommandException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The memory of a cluster's servers over time, kept in a file: time, server, resident MiB, MiB of
 * heap in use where Flink tells.
 */
final class MemorySamples implements AutoCloseable {
    private static final int ENOUGH = 60; // samples

    private final PrintWriter out;
    private final Map<String, List<Long>> resident = new HashMap<>();

    MemorySamples(Path file) throws IOException {
        out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), true);
        out.println("time,server,resident_mib,heap_mib");
    }

    void take(LocalCluster cluster) {
        for (ServerProcess server : cluster.processes()) {
            server.residentBytes().filter(bytes -> server.alive()).ifPresent(bytes -> {
                resident.computeIfAbsent(server.name(), name -> new ArrayList<>())
                        .add(bytes);
                out.println(Instant.now() + "," + server.name() + "," + (bytes >> 20) + "," + heap(cluster, server));
            });
        }
    }

    /** Most resident bytes of a server. */
    long most(String server) {
        return resident.get(server).stream().mapToLong(Long::longValue).max().orElseThrow();
    }

    /**
     * Mean of the last third of a server's samples by that of the second; empty where they are too
     * few to tell.
     */
    OptionalDouble growth(String server) {
        List<Long> samples = resident.get(server);
        int third = samples.size() / 3;
        return samples.size() < ENOUGH
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        mean(samples.subList(2 * third, 3 * third)) / mean(samples.subList(third, 2 * third)));
    }

    private static double mean(List<Long> samples) {
        return samples.stream().mapToLong(Long::longValue).average().orElseThrow();
    }

    private static String heap(LocalCluster cluster, ServerProcess server) {
        if (!server.name().startsWith("taskmanager")) {
            return "";
        }
        try {
            return Long.toString(cluster.flink().heapUsed(server.name()) >> 20);
        } catch (CommandException e) {
            return ""; // it has not registered yet
        }
    }

    @Override
    public void close() {
        out.close();
    }
}
