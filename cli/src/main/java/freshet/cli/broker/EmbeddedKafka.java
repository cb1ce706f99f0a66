package freshet.cli.broker;

import freshet.cli.CommandException;
import freshet.cli.folder.FolderTree;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka cluster of one node in this JVM: broker and controller in one, on free ports of the loopback address. Its data
 * live as long as it does. Threads may share it.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int NODE = 1;
    private static final int MAX_MESSAGE_BYTES = 8 << 20;

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
        List<Integer> ports = freePorts();
        bootstrapServers = HOST + ":" + ports.get(0);
        try {
            Files.createDirectories(folder);
            format(folder);
            server = new KafkaRaftServer(
                    new KafkaConfig(change.apply(settings(folder, ports.get(0), ports.get(1)))), Time.SYSTEM);
            server.startup();
        } catch (Exception e) { // Formatter.run declares it
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

    private static void format(Path folder) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(NODE)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(folder.toString())
                .addDirectory(folder.toString())
                .run();
    }

    private static Map<String, String> settings(Path folder, int brokerPort, int controllerPort) {
        String broker = "PLAINTEXT://" + HOST + ":" + brokerPort;
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE)),
                Map.entry("controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", broker + ",CONTROLLER://" + HOST + ":" + controllerPort),
                Map.entry("advertised.listeners", broker),
                Map.entry("log.dirs", folder.toString()),
                // One node holds every replica.
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("transaction.max.timeout.ms", "3600000"),
                Map.entry("auto.create.topics.enable", "false"),
                // Events bear their own time, years ago or days ahead: neither is the broker's business.
                Map.entry("log.retention.ms", "-1"),
                Map.entry("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE)),
                // Larger than any event may be, so that it is the job that refuses what is too large.
                Map.entry("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES)),
                Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20)),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"));
    }

    /** Two ports that nobody listens on. */
    private static List<Integer> freePorts() {
        try (ServerSocket first = open();
                ServerSocket second = open()) {
            return List.of(first.getLocalPort(), second.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on " + HOST + " for the embedded broker", e);
        }
    }

    private static ServerSocket open() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByName(HOST));
    }
}
