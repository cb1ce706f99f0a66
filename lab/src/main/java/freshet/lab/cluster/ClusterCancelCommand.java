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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freshet cluster cancel}. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = "Ends a job with a savepoint. A job that does not run, and so cannot write one, keeps its newest "
                + "checkpoint. The next submit goes on from there.",
        footer = {"", "Exit status 0 also where the job has ended before."})
final class ClusterCancelCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterFolderOption folder;

    @Option(
            names = "--no-savepoint",
            description = "End the job at once. The next submit goes on from its newest checkpoint, and some answers "
                    + "come twice.")
    private boolean noSavepoint;

    @Parameters(arity = "0..1", paramLabel = "JOB", description = "The job's id. Default: the one job that there is.")
    private Optional<String> wanted;

    @Override
    public Integer call() throws InterruptedException {
        FlinkRest flink = folder.state().flink(folder.folder());
        Said said = new Said(spec);
        List<String> live = flink.liveJobs();
        Optional<String> job = chosen(live, flink);
        if (job.isEmpty()) {
            said.accept(wanted.map(id -> "job " + id + " has ended before, it is "
                            + flink.job(id).status())
                    .orElse("no job runs"));
            return ExitCode.OK;
        }
        end(flink.job(job.get()), new JobEnd(said));
        new SubmittedJobs(new ClusterFolder(folder.folder())).dismiss(job.get());
        return ExitCode.OK;
    }

    private void end(FlinkJob job, JobEnd end) throws InterruptedException {
        if (noSavepoint) {
            end.now(job);
            return;
        }
        try {
            end.withSavepoint(job);
        } catch (CommandException e) {
            throw new CommandException(
                    e.getMessage() + "; end it with its newest checkpoint: "
                            + CommandName.of("cluster cancel --no-savepoint " + job.id()) + folder.argument(),
                    e);
        }
    }

    /** The live job that is meant; empty if there is none any more. */
    private Optional<String> chosen(List<String> live, FlinkRest flink) {
        if (wanted.isPresent()) {
            if (!flink.knows(wanted.get())) {
                throw new CommandException("there is no job " + wanted.get() + "; "
                        + (live.isEmpty() ? "no job runs" : "there are " + String.join(", ", live)));
            }
            return wanted.filter(live::contains);
        }
        if (live.size() > 1) {
            throw new CommandException(live.size() + " jobs run; name one of " + String.join(", ", live));
        }
        return live.stream().findFirst();
    }
}
