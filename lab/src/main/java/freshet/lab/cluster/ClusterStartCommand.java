package freshet.lab.cluster;

import freshet.cli.CommandException;
import freshet.cli.CommandName;
import freshet.cli.serve.JobOptions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.MemorySize;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code freshet cluster start}. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Starts the cluster and returns when it takes work; its servers go on.",
        footer = {
            "",
            "What Kafka and Flink's checkpoints hold from an earlier run in the same folder stays. "
                    + "${ROOT-COMMAND-NAME} cluster restart brings back servers, jobs and settings.",
            "All at once: ${ROOT-COMMAND-NAME} cluster start --job"
        })
final class ClusterStartCommand implements Callable<Integer> {
    private static final int PARTITIONS = 4;

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

    @Option(names = "--broker-only", description = "Start Kafka alone. A later start adds Flink.")
    private boolean brokerOnly;

    @Option(
            names = "--job",
            description = "Make the topics that are missing, run the job, and return when it takes events. It goes on "
                    + "from the newest checkpoint or savepoint of the folder.")
    private boolean job;

    @Mixin
    private JobOptions jobOptions;

    @Mixin
    private StartPointOptions begin;

    @Override
    public Integer call() throws InterruptedException {
        requireAtLeast("--brokers", brokers, 1);
        requireAtLeast("--taskmanagers", taskManagers, 1);
        requireAtLeast("--slots", slots, 1);
        requireMemory();
        requireThatOptionsFit();
        JobRequest request = JobRequest.of(jobOptions, Optional.empty());
        request.settings(); // a mistake in them is said before anything starts
        Said said = new Said(spec);
        ClusterSettings settings = settings();
        Optional<ClusterState> kafka = ClusterState.read(folder.folder()).filter(ClusterState::onlyBrokers);
        kafka.ifPresent(this::requireSameKafka);
        LocalCluster cluster = LocalCluster.start(Installation.ofThisProcess(), settings, said);
        StartReport report = new StartReport(folder, said);
        report.servers(cluster, settings);
        if (brokerOnly) {
            report.nextIsFlink(cluster);
        } else if (job) {
            new JobStarter(cluster.state(), new ClusterFolder(folder.folder()), said)
                    .start(request, begin, Optional.of(partitions()));
            report.nextIsAModel(cluster);
        } else {
            report.nextIsAJob(cluster);
        }
        return ExitCode.OK;
    }

    private ClusterSettings settings() {
        return new ClusterSettings(
                folder.folder(),
                brokers,
                kafkaPort,
                webPort,
                brokerOnly ? 0 : taskManagers,
                slots,
                memory,
                false,
                Map.of());
    }

    /** Flink is added to Kafka as it runs. */
    private void requireSameKafka(ClusterState kafka) {
        ParseResult parsed = spec.commandLine().getParseResult();
        boolean otherNumber = parsed.hasMatchedOption("--brokers")
                && brokers != kafka.processes().size();
        boolean otherPort = parsed.hasMatchedOption("--kafka-port")
                && !kafka.bootstrapServers().replaceAll(",.*", "").endsWith(":" + kafkaPort);
        if (otherNumber || otherPort) {
            throw new CommandException("Kafka runs at " + kafka.bootstrapServers() + " already; leave out "
                    + (otherNumber ? "--brokers" : "--kafka-port") + ", or stop it first: "
                    + CommandName.of("cluster stop") + folder.argument());
        }
    }

    /** As many as the job has instances here, and enough for the slots of a larger machine. */
    private int partitions() {
        return jobOptions.partitions().orElse(Math.max(PARTITIONS, taskManagers * slots));
    }

    private void requireThatOptionsFit() {
        if (brokerOnly && job) {
            throw new ParameterException(spec.commandLine(), "--job needs Flink; give it without --broker-only");
        }
        if (!job && (jobOptions.given() || begin.given())) {
            throw new ParameterException(
                    spec.commandLine(), "the job's options need the job; add --job, or give them to cluster submit");
        }
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
