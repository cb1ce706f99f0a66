package freshet.lab.cluster;

import freshet.cli.CommandException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code freshet cluster status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows the cluster's processes and jobs.",
        footer = {"", "Exit status 0 only if all processes are alive."})
final class ClusterStatusCommand implements Callable<Integer> {
    private static final double MEBIBYTE = 1 << 20;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterFolderOption folder;

    @Override
    public Integer call() {
        ClusterState state = folder.state();
        PrintWriter out = spec.commandLine().getOut();
        out.println("Kafka at " + state.bootstrapServers() + ", Flink's web UI at " + state.webUi());
        for (ServerProcess process : state.processes()) {
            out.println(String.format(
                    Locale.ROOT,
                    "%-15s process %-8d %-6s %s",
                    process.name(),
                    process.pid(),
                    process.alive() ? "alive" : "dead",
                    process.alive() ? memory(process) : "see " + process.log()));
        }
        printJobs(new FlinkRest(state.webUi()), out);
        out.flush();
        return state.processes().stream().allMatch(ServerProcess::alive) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static String memory(ServerProcess process) {
        return process.residentBytes()
                .map(bytes -> String.format(Locale.ROOT, "%,.0f MiB", bytes / MEBIBYTE))
                .orElse("");
    }

    private static void printJobs(FlinkRest flink, PrintWriter out) {
        try {
            for (String id : flink.jobs()) {
                FlinkJob job = flink.job(id);
                out.println("job " + id + " " + job.status() + ", " + job.completedCheckpoints()
                        + " checkpoints completed, restored " + job.restores() + " times: " + job.name());
                job.failure().ifPresent(cause -> out.println("    its newest failure: " + cause));
            }
        } catch (CommandException e) {
            out.println(e.getMessage());
        }
    }
}
