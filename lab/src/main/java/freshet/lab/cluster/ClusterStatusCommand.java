package freshet.lab.cluster;

import freshet.cli.CommandException;
import freshet.cli.CommandName;
import java.util.List;
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
        Said said = new Said(spec);
        said.accept("Kafka at " + state.bootstrapServers() + ", "
                + state.webUi().map(address -> "Flink's web UI at " + address).orElse("no Flink"));
        for (ServerProcess process : state.processes()) {
            said.accept(String.format(
                    Locale.ROOT,
                    "%-15s process %-8d %-6s %s",
                    process.name(),
                    process.pid(),
                    process.alive() ? "alive" : "dead",
                    process.alive() ? memory(process) : "see " + process.log()));
        }
        if (state.webUi().isEmpty()) {
            said.accept("add Flink: " + CommandName.of("cluster start") + folder.argument());
        } else if (state.alive(FlinkServers.JOB_MANAGER_NAME)) {
            sayJobs(state.flink(folder.folder()), said);
        } else {
            said.accept("without the JobManager nothing is known of jobs");
        }
        boolean whole = state.processes().stream().allMatch(ServerProcess::alive);
        if (!whole) {
            said.accept("bring all back, with the jobs: " + CommandName.of("cluster restart") + folder.argument());
        }
        return whole ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static String memory(ServerProcess process) {
        return process.residentBytes()
                .map(bytes -> String.format(Locale.ROOT, "%,.0f MiB", bytes / MEBIBYTE))
                .orElse("");
    }

    private void sayJobs(FlinkRest flink, Said said) {
        try {
            said.accept(flink.freeSlots() + " of " + flink.slots() + " slots are free");
            List<String> jobs = flink.jobs();
            for (String id : jobs) {
                sayJob(flink.job(id), said);
            }
            if (jobs.isEmpty()) {
                said.accept("no job; run one: " + CommandName.of("cluster submit") + folder.argument());
            }
        } catch (CommandException e) {
            said.accept(e.getMessage());
        }
    }

    private void sayJob(FlinkJob job, Said said) {
        said.accept("job " + job.id() + " " + job.status() + ", " + job.slots() + " slots, "
                + job.completedCheckpoints() + " checkpoints completed, restored " + job.restores() + " times: "
                + job.name());
        new SubmittedJobs(new ClusterFolder(folder.folder()))
                .job(job.id())
                .ifPresent(known -> said.accept(
                        "    " + "answers " + known.place() + known.request().said()));
        job.restoredFrom().ifPresent(path -> said.accept("    went on from " + ClusterFolder.local(path)));
        job.newestCheckpoint()
                .ifPresent(path -> said.accept("    its newest checkpoint: " + ClusterFolder.local(path)));
        job.failure().ifPresent(cause -> said.accept("    its newest failure: " + cause));
    }
}
