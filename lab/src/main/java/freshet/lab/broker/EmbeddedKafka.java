package freshet.lab.broker;

import freshet.cli.CommandException;
import freshet.cli.serve.FolderTree;
import freshet.cli.serve.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka cluster of one node in this JVM: broker and controller in one, on free ports of the
 * loopback address. Its data live as long as it does. Threads may share it.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final int NODE = 1;

    private final Path folder;
    private final String bootstrapServers;
    private final KafkaRaftServer server;

    /**
     * Formats the folder, starts the broker and returns when it takes requests, after some seconds.
     *
     * @param folder for its data; created if missing, and removed by {@link #close}
     * @throws CommandException if the broker cannot start there
     */
    public EmbeddedKafka(Path folder) {
        this(folder, UnaryOperator.identity());
    }

    /**
     * Starts a broker that differs from the usual one, for example by further listeners.
     *
     * @param change is given the usual settings and gives those to start with
     */
    public EmbeddedKafka(Path folder, UnaryOperator<Map<String, String>> change) {
        this.folder = folder;
        List<Integer> ports = LoopbackPorts.free(2);
        BrokerSettings settings =
                new BrokerSettings(NODE, folder, ports.get(0), new TreeMap<>(Map.of(NODE, ports.get(1))));
        bootstrapServers = settings.address();
        try {
            settings.format(Uuid.randomUuid().toString());
            server = new KafkaRaftServer(new KafkaConfig(change.apply(settings.properties())), Time.SYSTEM);
            server.startup();
        } catch (Exception e) { // Kafka's formatter declares it
            throw new CommandException(
                    "the embedded Kafka broker cannot start in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Where clients reach it, host:port. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Stops the broker, waits until it is down and removes its folder. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        try {
            FolderTree.remove(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " of the embedded broker cannot be removed", e);
        }
    }
}
