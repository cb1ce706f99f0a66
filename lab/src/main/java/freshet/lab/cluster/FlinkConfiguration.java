package freshet.lab.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.TaskManagerOptions.TaskManagerLoadBalanceMode;
import org.apache.flink.configuration.WebOptions;

/**
 * Flink's {@code config.yaml} for a cluster on this machine: everything is bound to the loopback
 * address.
 */
final class FlinkConfiguration {
    private static final String HOST = "127.0.0.1";

    // A lost TaskManager is given up after two unanswered heartbeats, so that a job goes on within
    // seconds. A busy machine may hold up an answer.
    private static final Duration HEARTBEAT = Duration.ofSeconds(3);
    private static final Duration HEARTBEAT_PATIENCE = Duration.ofSeconds(30);

    // A TaskManager keeps the jars of a job that has ended for that long: an hour by default, and
    // 145 MB each time.
    private static final Duration BLOBS = Duration.ofMinutes(1);

    // A new JobManager begins when that of the lost one is over.
    private static final Duration ZOO_KEEPER_SESSION = Duration.ofSeconds(10);

    private FlinkConfiguration() {}

    /**
     * @param rpcPort under which the TaskManagers find the JobManager
     * @param zooKeeper host:port, where there is one
     */
    static Configuration of(
            ClusterSettings settings, ClusterFolder folder, int webPort, int rpcPort, Optional<String> zooKeeper) {
        Configuration flink = new Configuration();
        flink.set(JobManagerOptions.ADDRESS, HOST);
        flink.set(JobManagerOptions.BIND_HOST, HOST);
        flink.set(JobManagerOptions.PORT, rpcPort);
        flink.set(RestOptions.ADDRESS, HOST);
        flink.set(RestOptions.BIND_ADDRESS, HOST);
        flink.set(RestOptions.PORT, webPort);
        flink.set(TaskManagerOptions.HOST, HOST);
        flink.set(TaskManagerOptions.BIND_HOST, HOST);
        flink.set(BlobServerOptions.PORT, "0");
        flink.set(BlobServerOptions.CLEANUP_INTERVAL, BLOBS.toSeconds());
        flink.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, HEARTBEAT);
        flink.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, HEARTBEAT_PATIENCE);

        flink.set(JobManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.ofMebiBytes(1024));
        flink.set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.parse(settings.taskManagerMemory()));
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128)); // RocksDB's
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        flink.set(TaskManagerOptions.NUM_TASK_SLOTS, settings.slots());
        // A job's instances on all TaskManagers, not on the first alone.
        flink.set(TaskManagerOptions.TASK_MANAGER_LOAD_BALANCE_MODE, TaskManagerLoadBalanceMode.SLOTS);

        flink.set(CoreOptions.TMP_DIRS, folder.temporary().toString());
        flink.set(WebOptions.UPLOAD_DIR, folder.temporary().resolve("uploads").toString());
        flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri(folder.checkpoints()));
        flink.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, uri(folder.savepoints()));
        flink.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        zooKeeper.ifPresent(servers -> {
            flink.set(HighAvailabilityOptions.HA_MODE, "zookeeper");
            flink.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, servers);
            flink.set(HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT, ZOO_KEEPER_SESSION);
            flink.set(HighAvailabilityOptions.HA_STORAGE_PATH, uri(folder.data("high-availability")));
        });
        flink.addAll(Configuration.fromMap(settings.flink()));
        return flink;
    }

    private static String uri(Path folder) {
        return folder.toUri().toString();
    }
}
