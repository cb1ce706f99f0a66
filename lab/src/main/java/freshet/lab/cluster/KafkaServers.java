package freshet.lab.cluster;

import freshet.cli.CommandException;
import freshet.lab.broker.BrokerSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/** Starts a cluster's Kafka brokers. */
final class KafkaServers {
    // Always the same, so that a folder can be used again.
    private static final String CLUSTER_ID = new Uuid(0x66726573686574L, 1).toString();

    private final String classPath;
    private final ClusterFolder folder;
    private final Path logging;
    private final List<BrokerSettings> nodes = new ArrayList<>();

    /**
     * Formats the brokers' folders.
     *
     * @param port of the first one
     * @param free ports that may be taken, two for each broker
     */
    KafkaServers(Installation installation, ClusterFolder folder, int port, List<Integer> free) {
        this.classPath = installation.kafkaClassPath();
        this.folder = folder;
        this.logging = folder.writeLogging();
        int brokers = free.size() / 2;
        TreeMap<Integer, Integer> controllers = new TreeMap<>();
        for (int node = 1; node <= brokers; node++) {
            controllers.put(node, free.get(brokers + node - 1));
        }
        for (int node = 1; node <= brokers; node++) {
            BrokerSettings settings = new BrokerSettings(
                    node, folder.data(name(node)), node == 1 ? port : free.get(node - 1), controllers);
            format(settings);
            nodes.add(settings);
        }
    }

    /** Where clients reach them, host:port separated by commas. */
    String bootstrapServers() {
        return nodes.stream().map(BrokerSettings::address).collect(Collectors.joining(","));
    }

    /** @param node from 1 to the number of brokers */
    ServerProcess start(int node) {
        Path properties =
                folder.write(name(node) + ".properties", nodes.get(node - 1).properties(), "=");
        return JavaProcess.start(
                name(node),
                classPath,
                List.of("-Xmx512m", "-Dlog4j2.configurationFile=" + logging.toUri(), "-Dfreshet.cluster.level=warn"),
                List.of("kafka.Kafka", properties.toString()),
                folder.log(name(node)));
    }

    private static String name(int node) {
        return "kafka-" + node;
    }

    private static void format(BrokerSettings settings) {
        try {
            settings.format(CLUSTER_ID);
        } catch (Exception e) { // Kafka's formatter declares it
            throw new CommandException("Kafka cannot use the folder " + settings.folder() + ": " + e.getMessage(), e);
        }
    }
}
