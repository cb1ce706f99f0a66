package freshet.lab.cluster;

import freshet.cli.CommandName;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code freshet cluster stop}. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description =
                "Stops the jobs with a savepoint, from which they can go on. Then ends the servers that start has "
                        + "started, and no others; waits until they are gone.",
        footer = {"", "Data, checkpoints and logs stay in the folder: remove it when nobody needs them."})
final class ClusterStopCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterFolderOption folder;

    @Override
    public Integer call() throws InterruptedException {
        Said said = new Said(spec);
        folder.state(); // refuses where nothing was started, before it makes a folder
        new ClusterEnd(new ClusterFolder(folder.folder()), said).stop();
        said.accept("stopped; data, checkpoints and logs stay in " + folder.folder());
        said.accept("start it again as it was: " + CommandName.of("cluster restart") + folder.argument());
        return ExitCode.OK;
    }
}
