package freshet.lab.cluster;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.MemorySize;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet cluster start}. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Starts the cluster and returns when it takes work; its servers go on.",
        footer = {"", "What Kafka and Flink's checkpoints hold from an earlier run in the same folder stays."})
final class ClusterStartCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterFolderOption folder;

    @Option(
            names = "--brokers",
            paramLabel = "N",
            defaultValue = "1",
            description = "Kafka brokers; of three one may be lost. Default: ${DEFAULT-VALUE}")
    private int brokers;

    @Option(
            names = "--taskmanagers",
            paramLabel = "N",
            defaultValue = "2",
            description = "TaskManagers. Default: ${DEFAULT-VALUE}")
    private int taskManagers;

    @Option(
            names = "--slots",
            paramLabel = "N",
            defaultValue = "2",
            description = "Slots of each TaskManager. Default: ${DEFAULT-VALUE}")
    private int slots;

    @Option(
            names = "--taskmanager-memory",
            paramLabel = "SIZE",
            defaultValue = ClusterSettings.TASK_MANAGER_MEMORY,
            description = "Flink's taskmanager.memory.process.size. Default: ${DEFAULT-VALUE}")
    private String memory;

    @Option(
            names = "--kafka-port",
            paramLabel = "N",
            defaultValue = "9092",
            description = "Port of the first broker, 0 for any free one. Default: ${DEFAULT-VALUE}")
    private int kafkaPort;

    @Option(
            names = "--web-port",
            paramLabel = "N",
            defaultValue = "8081",
            description = "Port of Flink's web UI and REST interface, 0 for any free one. Default: ${DEFAULT-VALUE}")
    private int webPort;

    @Override
    public Integer call() throws InterruptedException {
        requireAtLeast("--brokers", brokers, 1);
        requireAtLeast("--taskmanagers", taskManagers, 1);
        requireAtLeast("--slots", slots, 1);
        requireMemory();
        PrintWriter out = spec.commandLine().getOut();
        out.println("starting " + (brokers + taskManagers + 1)
                + " servers, which takes some ten seconds; their logs are in " + folder.folder());
        out.flush();
        LocalCluster cluster = LocalCluster.start(
                Installation.ofThisProcess(),
                new ClusterSettings(
                        folder.folder(), brokers, kafkaPort, webPort, taskManagers, slots, memory, false, Map.of()));
        report(cluster, out);
        return ExitCode.OK;
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private void report(LocalCluster cluster, PrintWriter out) {
        String kafka = cluster.bootstrapServers();
        out.println("Kafka at " + kafka + ", Flink's web UI at "
                + cluster.flink().address() + ", " + counted(taskManagers, "TaskManager") + " with "
                + counted(slots, "slot") + " each; logs and data in " + folder.folder());
        out.println("next:");
        out.println("  freshet cluster submit --create-topics 8" + folderArgument());
        out.println("  freshet publish --model model.safetensors --store "
                + folder.folder().resolve("models") + " --bootstrap-servers " + kafka);
        out.println("  freshet cluster stop" + folderArgument());
        out.flush();
    }

    private String folderArgument() {
        return " --folder " + folder.folder();
    }

    private void requireMemory() {
        try {
            MemorySize.parse(memory);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--taskmanager-memory is " + memory + "; it must be a size such as 1536m or 4g",
                    e);
        }
    }

    private void requireAtLeast(String option, int value, int least) {
        if (value < least) {
            throw new ParameterException(
                    spec.commandLine(), option + " is " + value + "; it must be at least " + least);
        }
    }
}
