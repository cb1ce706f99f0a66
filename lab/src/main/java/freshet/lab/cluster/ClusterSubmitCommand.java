package freshet.lab.cluster;

import freshet.cli.serve.JobOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
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
        description =
                "Uploads the job's jar to the cluster, runs it, and returns when it takes events. The job goes on "
                        + "from the newest checkpoint or savepoint of the cluster's folder.",
        footer = {
            "",
            "Unless you set them, parallelism is the number of free slots, and items.topic is items where that topic "
                    + "exists or --create-topics makes it.",
            "Stop the job with a savepoint: ${ROOT-COMMAND-NAME} cluster cancel"
        })
public final class ClusterSubmitCommand implements Callable<Integer> {
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

    @Mixin
    private StartPointOptions begin;

    @Override
    public Integer call() throws InterruptedException {
        JobRequest request = JobRequest.of(options, jar);
        Said said = new Said(spec);
        FlinkJob job = new JobStarter(folder.state(), new ClusterFolder(folder.folder()), said)
                .start(request, begin, options.partitions());
        said.accept("see " + job.page());
        return ExitCode.OK;
    }
}
