package freshet.lab.broker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One node of a Kafka cluster on the loopback address, broker and controller in one. Every
 * partition is on all nodes, up to three, and takes records while all of these but one are
 * alive.
 *
 * @param node its number, one of {@code controllers}
 * @param folder for its data
 * @param port of the broker
 * @param controllers port of the controller, by node: all of the cluster
 */
public record BrokerSettings(int node, Path folder, int port, SortedMap<Integer, Integer> controllers) {
    private static final String HOST = "127.0.0.1";
    private static final int MOST_REPLICAS = 3;
    private static final int MAX_MESSAGE_BYTES = 8 << 20;

    /** Where clients reach it, host:port. */
    public String address() {
        return HOST + ":" + port;
    }

    /**
     * Prepares the folder, which is created if missing; what it holds from an earlier run stays.
     *
     * @param clusterId the same for all nodes
     * @throws Exception if Kafka cannot do so; its own method declares it
     */
    public void format(String clusterId) throws Exception {
        Files.createDirectories(folder);
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setClusterId(clusterId)
                .setNodeId(node)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(folder.toString())
                .addDirectory(folder.toString())
                .setIgnoreFormatted(true)
                .run();
    }

    /** As Kafka wants them. */
    public Map<String, String> properties() {
        String broker = "PLAINTEXT://" + address();
        String voters = controllers.entrySet().stream()
                .map(voter -> voter.getKey() + "@" + HOST + ":" + voter.getValue())
                .collect(Collectors.joining(","));
        String replicas = Integer.toString(Math.min(controllers.size(), MOST_REPLICAS));
        String leastInSync = controllers.size() < MOST_REPLICAS ? "1" : Integer.toString(MOST_REPLICAS - 1);
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(node)),
                Map.entry("controller.quorum.voters", voters),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", broker + ",CONTROLLER://" + HOST + ":" + controllers.get(node)),
                Map.entry("advertised.listeners", broker),
                Map.entry("log.dirs", folder.toString()),
                Map.entry("default.replication.factor", replicas),
                Map.entry("min.insync.replicas", leastInSync),
                Map.entry("offsets.topic.replication.factor", replicas),
                Map.entry("transaction.state.log.replication.factor", replicas),
                Map.entry("transaction.state.log.min.isr", leastInSync),
                Map.entry("share.coordinator.state.topic.replication.factor", replicas),
                Map.entry("share.coordinator.state.topic.min.isr", leastInSync),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("transaction.max.timeout.ms", "3600000"),
                Map.entry("auto.create.topics.enable", "false"),
                // Events bear their own time, years ago or days ahead: neither is the broker's
                // business.
                Map.entry("log.retention.ms", "-1"),
                Map.entry("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE)),
                // Larger than any event may be, so that it is the job that refuses what is too
                // large.
                Map.entry("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES)),
                Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20)),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"));
    }
}
