package freshet.lab.cluster;

import freshet.cli.CommandException;
import freshet.cli.CommandName;
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
                        + "; name its folder with --folder, or start one: " + CommandName.of("cluster start")));
        ClusterFolder files = new ClusterFolder(folder.folder());
        Said said = new Said(spec);
        SubmittedJobs jobs = new SubmittedJobs(files);
        Optional<ClusterState> running = ClusterState.read(folder.folder());
        if (running.isPresent()) {
            new ClusterEnd(files, said).stop(running.get());
        }
        List<SubmittedJob> wanted = List.copyOf(jobs.wanted());
        said.accept("starting the servers again");
        LocalCluster cluster = LocalCluster.start(Installation.ofThisProcess(), settings);
        new StartReport(folder, said).servers(cluster, settings);
        if (!settings.onlyBrokers()) {
            for (SubmittedJob job : wanted) {
                new JobStarter(cluster.state(), files, said)
                        .start(job.request(), new StartPointOptions(), Optional.empty());
            }
        }
        return ExitCode.OK;
    }
}
