package freshet.lab.cluster;

import freshet.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * Starts Flink's processes as its own shell scripts do, with the memory that Flink computes from
 * its configuration.
 */
final class FlinkServers {
    /** What the JobManager is called here. */
    static final String JOB_MANAGER_NAME = "jobmanager";

    private static final String JOB_MANAGER = "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
    private static final String TASK_MANAGER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
    private static final String ZOO_KEEPER = "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer";

    private final String classPath;
    private final ClusterFolder folder;
    private final Path logging;
    private final AtomicInteger taskManagers = new AtomicInteger();

    FlinkServers(Installation installation, ClusterFolder folder) {
        this.classPath = installation.flinkClassPath();
        this.folder = folder;
        this.logging = folder.writeLogging();
    }

    /** Writes {@code config.yaml}, which the processes read when they start. */
    void configure(Configuration flink) {
        Path file = folder.configuration().resolve("config.yaml");
        try {
            Files.write(file, ConfigurationUtils.convertConfigToWritableLines(flink, true));
        } catch (IOException e) {
            throw new CommandException(file + " cannot be written: " + e, e);
        }
    }

    ServerProcess startJobManager(Configuration flink) {
        String memory = JobManagerProcessUtils.generateJvmParametersStr(
                JobManagerProcessUtils.processSpecFromConfig(flink), flink);
        return start(JOB_MANAGER_NAME, List.of(), words(memory), List.of(JOB_MANAGER, "--configDir", configuration()));
    }

    /** Starts one more, under the next number. */
    ServerProcess startTaskManager(Configuration flink) {
        return startTaskManager(flink, List.of());
    }

    /**
     * Starts one more.
     *
     * @param launcher a program and its arguments, which runs the command behind them; may be empty
     */
    ServerProcess startTaskManager(Configuration flink, List<String> launcher) {
        String name = "taskmanager-" + taskManagers.incrementAndGet();
        TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(flink);
        List<String> options = new ArrayList<>(words(ProcessMemoryUtils.generateJvmParametersStr(memory)));
        options.addAll(List.of("-XX:+UseG1GC", "-XX:MaxTenuringThreshold=1", "-XX:+ExplicitGCInvokesConcurrent"));
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            options.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        }
        List<String> main = new ArrayList<>(List.of(TASK_MANAGER, "--configDir", configuration()));
        main.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
        main.addAll(List.of("-D", TaskManagerOptions.TASK_MANAGER_RESOURCE_ID.key() + "=" + name));
        return start(name, launcher, options, main);
    }

    /**
     * Starts the ZooKeeper that Flink's distribution brings, alone and thus not for more than one
     * machine.
     */
    ServerProcess startZooKeeper(int port) {
        Path settings = folder.write(
                "zoo.cfg",
                Map.of(
                        "dataDir", folder.data("zookeeper").toString(),
                        "clientPort", Integer.toString(port),
                        "clientPortAddress", "127.0.0.1",
                        "admin.enableServer", "false",
                        "server.1", "127.0.0.1:2888:3888"),
                "=");
        return start(
                "zookeeper",
                List.of(),
                List.of("-Xmx128m"),
                List.of(ZOO_KEEPER, "--zkConfigFile", settings.toString(), "--peerId", "1"));
    }

    private ServerProcess start(String name, List<String> launcher, List<String> memory, List<String> main) {
        Path log = folder.log(name);
        List<String> options = new ArrayList<>(memory);
        options.add("--add-opens=java.base/java.util=ALL-UNNAMED"); // Kryo, with which Flink knows lists and maps
        options.add("--add-opens=java.base/java.lang=ALL-UNNAMED"); // Flink's advice in errors of too little memory
        options.add("-Dlog4j2.configurationFile=" + logging.toUri());
        options.add("-Dlog.file=" + log); // the web UI shows it
        options.add("-Djava.io.tmpdir=" + folder.temporary(name));
        return JavaProcess.start(name, launcher, classPath, options, main, log);
    }

    private String configuration() {
        return folder.configuration().toString();
    }

    private static List<String> words(String line) {
        return List.of(line.strip().split("\\s+"));
    }
}
