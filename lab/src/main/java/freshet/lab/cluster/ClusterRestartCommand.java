package freshet.lab.cluster;

import freshet.cli.CommandException;
import freshet.cli.CommandName;
import freshet.job.settings.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code freshet cluster restart}. */
@Command(
        name = "restart",
        mixinStandardHelpOptions = true,
        description =
                "Stops the cluster and starts it again: the same servers, ports, jobs and settings. Jobs stop with "
                        + "a savepoint and go on from it.",
        footer = {
            "",
            "Also brings back a cluster that was stopped or killed. Its jobs go on from their newest checkpoints."
        })
final class ClusterRestartCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterFolderOption folder;

    @Override
    public Integer call() throws InterruptedException {
        ClusterSettings settings = LastStart.read(folder.folder())
                .orElseThrow(() -> new CommandException("no cluster was started in " + folder.folder()
                        + "; name its folder with --folder, or start one: " + CommandName.of("cluster start")
                        + folder.argument()));
        ClusterFolder files = new ClusterFolder(folder.folder());
        Said said = new Said(spec);
        SubmittedJobs jobs = new SubmittedJobs(files);
        new ClusterEnd(files, said).stop();
        List<SubmittedJob> wanted = List.copyOf(jobs.wanted());
        LocalCluster cluster = LocalCluster.start(Installation.ofThisProcess(), settings, said);
        new StartReport(folder, said).servers(cluster, settings);
        if (!settings.onlyBrokers()) {
            runAll(wanted, new JobStarter(cluster.state(), files, said));
        }
        return ExitCode.OK;
    }

    /** Runs all that can run; one that fails does not keep the others from it. */
    private void runAll(List<SubmittedJob> wanted, JobStarter starter) throws InterruptedException {
        List<String> failures = new ArrayList<>();
        for (SubmittedJob job : wanted) {
            try {
                starter.start(job.request(), new StartPointOptions(), Optional.empty());
            } catch (CommandException | SettingsException e) {
                failures.add("the job " + job.place() + " does not run again: " + e.getMessage() + "; then start it: "
                        + job.request().command() + folder.argument());
            }
        }
        if (!failures.isEmpty()) {
            throw new CommandException(String.join("; and ", failures));
        }
    }
}
