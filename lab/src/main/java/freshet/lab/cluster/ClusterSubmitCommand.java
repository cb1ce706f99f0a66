package freshet.lab.cluster;

import freshet.cli.CommandException;
import freshet.cli.kafka.KafkaConnection;
import freshet.cli.serve.JobOptions;
import freshet.cli.serve.JobStart;
import freshet.cli.serve.JobTopics;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet cluster submit}. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        description = "Uploads the job's jar to the cluster and runs it, as any cluster's users do.",
        footer = {
            "",
            "Without --set parallelism the job takes all slots. Stop it with a savepoint in the web UI, or by flink "
                    + "stop; then --savepoint goes on from there."
        })
public final class ClusterSubmitCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 100;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterFolderOption folder;

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            description = "The job's jar. Default: flink-jobs/target/freshet-job.jar in Freshet's folder.")
    private Optional<Path> jar;

    @Mixin
    private JobOptions options;

    @Option(
            names = "--savepoint",
            paramLabel = "PATH",
            description = "A savepoint, or a checkpoint that was kept, to go on from.")
    private Optional<String> savepoint;

    @Override
    public Integer call() throws InterruptedException {
        List<String> overrides = options.overrides();
        ClusterState state = folder.state();
        FlinkRest flink = new FlinkRest(state.webUi());
        int slots = flink.slots();
        if (slots == 0) {
            throw new CommandException("Flink at " + state.webUi()
                    + " has no TaskManager; see: freshet cluster status --folder " + folder.folder());
        }
        List<String> settings =
                new ArrayList<>(List.of("kafka.bootstrap.servers=" + state.bootstrapServers(), "parallelism=" + slots));
        settings.addAll(overrides);
        JobTopics.require(
                KafkaConnection.plain(state.bootstrapServers()), options.settings(settings), options.partitions());
        List<String> arguments = new ArrayList<>();
        options.config().ifPresent(file -> arguments.addAll(List.of("--config", file.toString())));
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        Path run = jar.orElseGet(() -> Installation.ofThisProcess().jobJar());
        try (Submission submission = new Submission(flink, new ClusterFolder(folder.folder()))) {
            String job = submission.run(run, arguments, savepoint);
            PrintWriter out = spec.commandLine().getOut();
            out.println("job " + job + " is submitted; see " + state.webUi() + "/#/job/running/" + job + "/overview");
            out.flush();
            watchStart(state, job, out);
        }
        return ExitCode.OK;
    }

    /**
     * A job that is only slow to start, as from a large savepoint, is left to itself; one that
     * fails at each start is an error.
     */
    private static void watchStart(ClusterState state, String job, PrintWriter out) throws InterruptedException {
        JobStart start = new JobStart(state.webUi(), job, line -> say(out, line));
        while (!start.complete()) {
            if (start.late() && start.failed()) {
                throw new CommandException(start.why() + "; cancel it in the web UI, " + state.webUi());
            }
            if (start.late()) {
                say(out, start.why() + "; see freshet cluster status");
                return;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        say(out, "the job runs");
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
