package freshet.lab.cluster;

import java.nio.file.Path;
import java.util.Map;

/**
 * What is to be started. Immutable.
 *
 * @param folder for configuration, logs and data; what Kafka and Flink's checkpoints hold from an
 *     earlier run stays
 * @param brokers Kafka brokers, at least 1; of three one may be lost
 * @param kafkaPort of the first broker, 0 for any free one; the others take free ones
 * @param webPort of Flink's REST interface and web UI, 0 for any free one
 * @param taskManagers 0 for Kafka alone, without any Flink
 * @param slots of each TaskManager, at least 1
 * @param taskManagerMemory {@code taskmanager.memory.process.size}
 * @param highlyAvailable whether a ZooKeeper keeps what a new JobManager needs to go on with the
 *     jobs of a lost one
 * @param flink settings of Flink, over those set here
 */
record ClusterSettings(
        Path folder,
        int brokers,
        int kafkaPort,
        int webPort,
        int taskManagers,
        int slots,
        String taskManagerMemory,
        boolean highlyAvailable,
        Map<String, String> flink) {
    /** Enough for models of some hundred thousand items. */
    public static final String TASK_MANAGER_MEMORY = "1536m";

    public ClusterSettings {
        folder = folder.toAbsolutePath().normalize();
        flink = Map.copyOf(flink);
    }

    /** One broker, two TaskManagers of two slots, all on free ports. */
    public static ClusterSettings onFreePorts(Path folder) {
        return new ClusterSettings(folder, 1, 0, 0, 2, 2, TASK_MANAGER_MEMORY, false, Map.of());
    }

    /** Whether Kafka is to run alone. */
    public boolean onlyBrokers() {
        return taskManagers == 0;
    }

    /** The same with the brokers and ports that were taken. */
    ClusterSettings on(String bootstrapServers, int web) {
        String[] addresses = bootstrapServers.split(",");
        int kafka = Integer.parseInt(addresses[0].replaceAll(".*:", ""));
        return new ClusterSettings(
                folder, addresses.length, kafka, web, taskManagers, slots, taskManagerMemory, highlyAvailable, flink);
    }

    /** The same with a number of brokers. */
    public ClusterSettings withBrokers(int number) {
        return new ClusterSettings(
                folder, number, kafkaPort, webPort, taskManagers, slots, taskManagerMemory, highlyAvailable, flink);
    }

    /** The same with a ZooKeeper. */
    public ClusterSettings withHighAvailability() {
        return new ClusterSettings(
                folder, brokers, kafkaPort, webPort, taskManagers, slots, taskManagerMemory, true, flink);
    }

    /** The same with other TaskManagers. */
    public ClusterSettings withTaskManagers(int number, int slotsOfEach, String memory) {
        return new ClusterSettings(
                folder, brokers, kafkaPort, webPort, number, slotsOfEach, memory, highlyAvailable, flink);
    }

    /** The same with settings of Flink, over those set here. */
    public ClusterSettings withFlink(Map<String, String> settings) {
        return new ClusterSettings(
                folder, brokers, kafkaPort, webPort, taskManagers, slots, taskManagerMemory, highlyAvailable, settings);
    }
}
